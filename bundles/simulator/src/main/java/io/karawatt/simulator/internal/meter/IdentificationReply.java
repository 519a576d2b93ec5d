package io.karawatt.simulator.internal.meter;

import io.karawatt.modbus.pdu.ExceptionCode;
import io.karawatt.modbus.pdu.Request;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.profile.DeviceProfile;
import java.util.SortedMap;
import java.util.TreeMap;

/** Answers function 43/14 (Modbus Application Protocol V1.1b3 §6.21): basic and regular objects, one by one as well. */
final class IdentificationReply {

    private static final int BASIC = 1;
    private static final int SINGLE = 4;
    private static final int LAST_BASIC = 2;
    private static final int CONFORMITY = 0x82;

    private final SortedMap<Integer, String> objects = new TreeMap<>();

    IdentificationReply(DeviceProfile profile, String vendor) {
        objects.put(0, profile.capabilities().getOrDefault("vendor", vendor));
        objects.put(1, Integer.toString(Math.max(0, profile.identification().productId())));
        objects.put(2, "1.0");
        objects.put(4, profile.title());
        objects.put(5, profile.reference());
    }

    Response answer(Request.ReadDeviceIdentification request) {
        if (request.code() == SINGLE) {
            String one = objects.get(request.object());
            return one == null
                    ? Response.ExceptionResponse.to(request.function(), ExceptionCode.ILLEGAL_DATA_ADDRESS)
                    : reply(request.code(), new TreeMap<>(java.util.Map.of(request.object(), one)));
        }
        SortedMap<Integer, String> wanted = request.code() == BASIC ? objects.headMap(LAST_BASIC + 1) : objects;
        boolean known = wanted.containsKey(request.object());
        return reply(request.code(), known ? wanted.tailMap(request.object()) : wanted);
    }

    private static Response reply(int code, SortedMap<Integer, String> some) {
        return new Response.DeviceIdentification(code, CONFORMITY, false, 0, some);
    }
}
