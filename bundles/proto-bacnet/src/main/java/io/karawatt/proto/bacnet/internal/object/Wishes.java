package io.karawatt.proto.bacnet.internal.object;

/** Is told which points a read would like to be read from the meter first. */
@FunctionalInterface
public interface Wishes {

    /** Does not care. */
    Wishes NONE = (meter, point) -> {};

    /**
     * Takes a wish; often one that is fulfilled already.
     *
     * @param meter whose point.
     * @param point its index in the schema; it is read by no timetable.
     */
    void wish(Meter meter, int point);
}
