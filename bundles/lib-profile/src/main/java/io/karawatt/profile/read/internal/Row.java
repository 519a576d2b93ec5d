package io.karawatt.profile.read.internal;

import org.jspecify.annotations.Nullable;

/** One row, be it a line of a CSV file or an entry of a YAML list. */
interface Row {

    /**
     * Returns what a column holds.
     *
     * @param column its name.
     * @return the cell; null when it is empty or there is no such column.
     */
    @Nullable
    Cell cell(String column);

    /**
     * Returns where the row begins.
     *
     * @return line in the file, from 1.
     */
    int line();
}
