package io.karawatt.proto.modbus.internal;

import io.karawatt.bus.BusReply;
import io.karawatt.modbus.pdu.ExceptionCode;

/** What a client is told about the outcome on the bus (Modbus Application Protocol V1.1b3 §7). */
final class Outcomes {

    private Outcomes() {}

    /**
     * Translates trouble.
     *
     * @param reply any reply; one that does not fit the request counts as failure.
     * @return exception code.
     */
    static int exception(BusReply reply) {
        if (reply instanceof BusReply.Refused refused) {
            return refused.code();
        }
        if (reply instanceof BusReply.Silent) {
            return ExceptionCode.GATEWAY_TARGET_SILENT;
        }
        if (reply instanceof BusReply.LineDown) {
            return ExceptionCode.GATEWAY_PATH_UNAVAILABLE;
        }
        return reply instanceof BusReply.Busy ? ExceptionCode.DEVICE_BUSY : ExceptionCode.DEVICE_FAILURE;
    }

    /**
     * Says what became of a write, for the logbook.
     *
     * @param reply what the line said.
     * @return "done", or what went wrong.
     */
    static String words(BusReply reply) {
        if (reply instanceof BusReply.Written) {
            return "done";
        }
        if (reply instanceof BusReply.Refused refused) {
            return "the device refused with exception " + refused.code();
        }
        if (reply instanceof BusReply.Silent silent) {
            return "the device is silent: " + silent.reason();
        }
        if (reply instanceof BusReply.LineDown down) {
            return "the line is down: " + down.reason();
        }
        return reply instanceof BusReply.Busy busy ? "the line is busy: " + busy.reason() : "unexpected answer";
    }
}
