package io.karawatt.proto.bacnet.internal.net;

import java.util.List;
import java.util.Optional;

/**
 * Broadcast distribution table of a BBMD (Annex J.4.2); immutable.
 *
 * @param entries its peers; at most {@link #MOST}.
 */
record BroadcastTable(List<Entry> entries) {

    /** Most entries. */
    static final int MOST = 64;

    /** Octets of an entry on the wire. */
    static final int ENTRY = 10;

    /** No peers. */
    static final BroadcastTable EMPTY = new BroadcastTable(List.of());

    private static final int ALL_ONES = 0xffffffff;

    /** Copies the list. */
    BroadcastTable {
        entries = List.copyOf(entries);
    }

    /**
     * One BBMD.
     *
     * @param ip its address.
     * @param port its port.
     * @param mask all ones when it distributes on its subnet itself, else the mask of its subnet.
     */
    record Entry(int ip, int port, int mask) {

        /** Where forwarded broadcasts go: to the BBMD, or to all of its subnet. */
        int target() {
            return ip | ~mask;
        }

        @Override
        public String toString() {
            String dotted = BacnetAddress.local(mask, 0).text();
            return BacnetAddress.local(ip, port).text() + " " + dotted.substring(0, dotted.indexOf(':'));
        }
    }

    /** Reads a table from the wire; the length is a multiple of {@link #ENTRY}. */
    static Optional<BroadcastTable> read(byte[] array, int offset, int length) {
        if (length % ENTRY != 0 || length / ENTRY > MOST) {
            return Optional.empty();
        }
        Entry[] read = new Entry[length / ENTRY];
        for (int i = 0; i < read.length; i++) {
            int at = offset + i * ENTRY;
            read[i] = new Entry(Bvll.u32(array, at), Bvll.u16(array, at + 4), Bvll.u32(array, at + 6));
        }
        return Optional.of(new BroadcastTable(List.of(read)));
    }

    /** Writes the table; we ourselves stand first when the operator did not list us. */
    void write(Octets out, int ip, int port) {
        if (!lists(ip, port)) {
            out.u32(ip).u16(port).u32(ALL_ONES);
        }
        entries.forEach(entry -> out.u32(entry.ip).u16(entry.port).u32(entry.mask));
    }

    /** Tells whether a BBMD is in the table. */
    boolean lists(int ip, int port) {
        return entries.stream().anyMatch(entry -> entry.ip == ip && entry.port == port);
    }

    /** Tells whether peers send us what we then distribute on our subnet (J.4.3.2, two hops), as all do today. */
    boolean twoHops(int ip, int port) {
        return entries.stream()
                .filter(entry -> entry.ip == ip && entry.port == port)
                .allMatch(entry -> entry.mask == ALL_ONES);
    }
}
