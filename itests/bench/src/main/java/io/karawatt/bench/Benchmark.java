package io.karawatt.bench;

import java.util.List;

/** One benchmark of {@code ./karawatt bench}; found through {@link java.util.ServiceLoader}. */
public interface Benchmark {

    /**
     * Returns the name given on the command line.
     *
     * @return lower case with hyphens.
     */
    String name();

    /**
     * Measures. Prints nothing but progress.
     *
     * @param progress told in a few words what is being measured now.
     * @return the figures.
     * @throws Exception when it can't measure; the message says what, where and how to mend it.
     */
    List<Row> run(java.util.function.Consumer<String> progress) throws Exception;
}
