package io.karawatt.live.internal;

import io.karawatt.model.Registers;

/**
 * Registers of one answer.
 *
 * @param address address of the first register, 0..65535.
 * @param registers the contents, at least one register, ending at 65535 at the latest.
 * @param stamp when the answer was received, see {@link Stamps}.
 */
record Block(int address, Registers registers, long stamp) {

    Block {
        if (registers.size() < 1 || address < 0 || address + registers.size() > 0x10000) {
            throw new IllegalArgumentException(
                    registers.size() + " registers from " + address + " are none or run outside 0..65535");
        }
    }

    int end() {
        return address + registers.size();
    }

    int firstPage() {
        return address / Page.WORDS;
    }

    int lastPage() {
        return (end() - 1) / Page.WORDS;
    }

    int pages() {
        return lastPage() - firstPage() + 1;
    }
}
