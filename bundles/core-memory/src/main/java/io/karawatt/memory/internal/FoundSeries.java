package io.karawatt.memory.internal;

import io.karawatt.memory.MemorySeries;
import io.karawatt.profile.MemorySpec;

/**
 * A series a device records, with all it takes to read it.
 *
 * @param series the series.
 * @param spec the memory it is in.
 * @param load what chooses its load.
 * @param channel what chooses its quantity or item.
 * @param scale base unit = decoded content x scale.
 */
record FoundSeries(MemorySeries series, MemorySpec spec, int load, int channel, double scale) {

    /** Whether pages have numbers. */
    boolean numbered() {
        return spec.selection() instanceof MemorySpec.Selection.Numbered;
    }

    /** Whether the header repeats everything by which a page is chosen, but for its number. */
    boolean echoed() {
        return spec.selection() instanceof MemorySpec.Selection.Numbered numbered
                && numbered.load().map(load -> load.echo().isPresent()).orElse(true)
                && numbered.channel().map(channel -> channel.echo().isPresent()).orElse(true);
    }

    /** The number that stands for the newest record, and as the next number for "no more". */
    int newest() {
        return spec.selection() instanceof MemorySpec.Selection.Numbered numbered ? numbered.newest() : -1;
    }
}
