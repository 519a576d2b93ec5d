package io.karawatt.modbus.slave;

import io.karawatt.modbus.frame.ParsedRequest;

/** What a slave heard on its line; see {@link RtuSlaveFramer}. */
public sealed interface Heard {

    /**
     * A sound request frame.
     *
     * @param unit whom it is for, 0..255; 0 is everybody and is not answered.
     * @param request what is asked, or why it is to be refused.
     * @param end moment on the link's timeline at which its last character was there.
     */
    record Asked(int unit, ParsedRequest request, long end) implements Heard {}

    /**
     * A sound frame that is another slave's answer.
     *
     * @param unit who answered, 1..255.
     * @param length characters.
     */
    record Overheard(int unit, int length) implements Heard {}

    /**
     * Characters without a sound frame in them; a slave keeps silent about those.
     *
     * @param length characters.
     */
    record BadCrc(int length) implements Heard {}

    /** Nothing until the deadline. */
    record Nothing() implements Heard {}
}
