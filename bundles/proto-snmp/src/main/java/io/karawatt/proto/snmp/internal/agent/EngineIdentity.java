package io.karawatt.proto.snmp.internal.agent;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * Who the engine is and how often it was started (RFC 3411 §5, RFC 3414 §2.2).
 *
 * <p>The engine id begins with enterprise number 0, which belongs to nobody, for the gateway has none of its own; the
 * fifth octet says that random octets follow, eight of them.
 *
 * @param engineId the engine id in hexadecimal digits.
 * @param boots how often the engine was started with this id, 1..2147483646.
 */
record EngineIdentity(String engineId, int boots) {

    /** Highest number of starts; after it a new engine id is due, for the security model stops working at 2^31 - 1. */
    static final int MOST_BOOTS = Integer.MAX_VALUE - 1;

    /** Enterprise number 0 with the highest bit set, then the mark for octets. */
    private static final String HEAD = "8000000005";

    private static final int RANDOM_OCTETS = 8;
    private static final int FEWEST_OCTETS = 5;
    private static final int MOST_OCTETS = 32;

    /** Checks the ranges. */
    EngineIdentity {
        byte[] octets = HexFormat.of().parseHex(engineId);
        if (octets.length < FEWEST_OCTETS || octets.length > MOST_OCTETS) {
            throw new IllegalArgumentException("an engine id has " + FEWEST_OCTETS + " to " + MOST_OCTETS + " octets");
        }
        if (boots < 1 || boots > MOST_BOOTS) {
            throw new IllegalArgumentException("boots = " + boots + " is outside 1.." + MOST_BOOTS);
        }
    }

    /**
     * Makes a new identity.
     *
     * @param random where the octets come from.
     * @return the identity at its first start.
     */
    static EngineIdentity fresh(RandomGenerator random) {
        byte[] octets = new byte[RANDOM_OCTETS];
        random.nextBytes(octets);
        return new EngineIdentity(HEAD + HexFormat.of().formatHex(octets), 1);
    }

    /** Returns the engine id as octets. */
    byte[] octets() {
        return HexFormat.of().parseHex(engineId);
    }
}
