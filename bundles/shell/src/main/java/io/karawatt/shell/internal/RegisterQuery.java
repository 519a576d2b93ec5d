package io.karawatt.shell.internal;

import io.karawatt.bus.BusRequest;
import io.karawatt.model.RegisterTable;
import io.karawatt.profile.WordOrder;
import java.time.Duration;
import java.util.Locale;
import org.apache.karaf.shell.support.CommandException;

/**
 * What somebody typed to read raw registers.
 *
 * @param address first register, as on the wire.
 * @param count number of values, of registers for texts and hex.
 * @param format how to read them.
 * @param table holding or input.
 * @param order which word of a wider number comes first.
 * @param patience how long to wait.
 */
record RegisterQuery(
        int address, int count, RegisterFormat format, RegisterTable table, WordOrder order, Duration patience) {

    private static final int MAX_PATIENCE_MS = 60_000;

    /** Reads the words; the number of values is limited by what one Modbus read can carry. */
    static RegisterQuery parse(String address, String count, String type, String table, String order, String patienceMs)
            throws CommandException {
        RegisterFormat format = RegisterFormat.parse(type);
        int most = BusRequest.MAX_READ / format.words();
        int values = Numbers.parse("count", count, 1, most);
        int first = Numbers.parse("address", address, 0, 0x10000 - values * format.words());
        Duration patience = Duration.ofMillis(Numbers.parse("--timeout", patienceMs, 1, MAX_PATIENCE_MS));
        return new RegisterQuery(first, values, format, tableOf(table), orderOf(order), patience);
    }

    BusRequest.Read request(int unit) {
        return new BusRequest.Read(unit, table, address, count * format.words(), patience);
    }

    private static RegisterTable tableOf(String text) throws CommandException {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "holding", "3" -> RegisterTable.HOLDING;
            case "input", "4" -> RegisterTable.INPUT;
            default -> throw Messages.failure("register.table", text);
        };
    }

    private static WordOrder orderOf(String text) throws CommandException {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "high", "abcd" -> WordOrder.HIGH_FIRST;
            case "low", "cdab" -> WordOrder.LOW_FIRST;
            default -> throw Messages.failure("register.order", text);
        };
    }
}
