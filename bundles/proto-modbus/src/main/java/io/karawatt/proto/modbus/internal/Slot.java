package io.karawatt.proto.modbus.internal;

import io.karawatt.modbus.pdu.Response;
import org.jspecify.annotations.Nullable;

/** The place of one answer in the row of a client's answers; used again and again by the server's thread alone. */
final class Slot {

    private final Connection client;
    private int transaction;
    private int unit;
    private int function;
    private @Nullable Response answer;

    Slot(Connection client) {
        this.client = client;
    }

    /** Begins anew, without an answer. */
    void take(int transaction, int unit, int function) {
        this.transaction = transaction;
        this.unit = unit;
        this.function = function;
        this.answer = null;
    }

    /** Puts the answer in. */
    void fill(Response response) {
        this.answer = response;
    }

    Connection client() {
        return client;
    }

    int transaction() {
        return transaction;
    }

    int unit() {
        return unit;
    }

    /** Function code of the request. */
    int function() {
        return function;
    }

    @Nullable
    Response answer() {
        return answer;
    }
}
