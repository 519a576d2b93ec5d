package io.karawatt.line.scan;

import io.karawatt.bus.DeviceIdentity;
import io.karawatt.modbus.addressing.NetId;
import io.karawatt.modbus.pdu.Request;
import io.karawatt.model.Registers;
import io.karawatt.profile.RegisterType;
import java.util.Map;

/**
 * The common identification block of Socomec devices (table {@code identification.registers.csv}): 66 words from
 * register 50000 that all have, and three more with the NET ID that COUNTIS and DIRIS A do not have.
 */
final class IdentificationBlock {

    static final int ADDRESS = 50_000;
    static final int WORDS = 66;
    static final int NET_ID_ADDRESS = 50_067;

    /** The word "SOCO", one character a register; every device of the family answers it. */
    static final Request MAGIC = new Request.ReadHoldingRegisters(ADDRESS, 4);

    static final Request WHOLE = new Request.ReadHoldingRegisters(ADDRESS, WORDS);
    static final Request NET_ID = new Request.ReadHoldingRegisters(NET_ID_ADDRESS, 2);

    private static final int ORDER_ID = 4;
    private static final int PRODUCT_ID = 5;
    private static final int TABLE_VERSION = 6;
    private static final int SOFTWARE_VERSION = 7;
    private static final int SERIAL = 8;
    private static final int VENDOR = 42;
    private static final int PRODUCT = 50;
    private static final int EXTENDED_NAME = 58;
    private static final int TEXT_WORDS = 8;

    private IdentificationBlock() {}

    static boolean magic(Registers words) {
        return words.size() >= 4
                && "SOCO".equals(RegisterType.STRING_16.decodeText(words, 0, 4).strip());
    }

    /** Reads the 66 words; without the magic the device is unknown. */
    static DeviceIdentity read(Registers words) {
        if (words.size() < WORDS || !magic(words)) {
            return DeviceIdentity.UNKNOWN;
        }
        return new DeviceIdentity(
                true,
                words.get(ORDER_ID),
                words.get(PRODUCT_ID),
                words.get(TABLE_VERSION),
                text(words, EXTENDED_NAME),
                text(words, VENDOR),
                text(words, PRODUCT),
                DeviceIdentity.serialText(words.get(SERIAL), words.get(SERIAL + 1), words.get(SERIAL + 2)),
                "",
                Map.of("softwareVersion", Integer.toString(words.get(SOFTWARE_VERSION))));
    }

    private static String text(Registers words, int offset) {
        return RegisterType.STRING_NORM.decodeText(words, offset, TEXT_WORDS).strip();
    }

    /** Adds what register 50067 says; a short table reads 0 there, or is not there at all. */
    static DeviceIdentity withNetId(DeviceIdentity identity, Registers words) {
        int value = words.get(0) << 16 | words.get(1);
        if (!NetId.valid(value)) {
            return identity;
        }
        return new DeviceIdentity(
                identity.socomec(),
                identity.orderId(),
                identity.productId(),
                identity.tableVersion(),
                identity.extendedName(),
                identity.vendor(),
                identity.product(),
                identity.serial(),
                new NetId(value).toString(),
                identity.others());
    }
}
