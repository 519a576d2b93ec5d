package io.karawatt.proto.snmp.internal.agent;

/**
 * What is served, by who asks.
 *
 * @param open for communities, which everybody on the wire can read.
 * @param full for users of version 3: the objects about the engine too.
 */
record Trees(Tree open, Tree full) {

    /** Nothing is served. */
    static final Trees EMPTY = new Trees(Tree.EMPTY, Tree.EMPTY);

    /** Returns what a grant lets see. */
    Tree of(Grant grant) {
        return grant.guarded() ? full : open;
    }
}
