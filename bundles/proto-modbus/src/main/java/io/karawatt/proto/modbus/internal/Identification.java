package io.karawatt.proto.modbus.internal;

import io.karawatt.gateway.GatewayIdentity;
import io.karawatt.live.LiveValues;
import io.karawatt.modbus.pdu.ExceptionCode;
import io.karawatt.modbus.pdu.Request;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.model.Registers;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.topology.Device;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Answers function 43/14 (Modbus Application Protocol V1.1b3 §6.21) from what the gateway knows; no bus is asked.
 *
 * <p>Objects: 0 vendor, 1 product code, 2 revision; 4 product, 5 model, 6 name given by the operator; 128 serial number
 * or NET ID.
 */
final class Identification {

    /** Vendor name of the gateway. */
    static final String VENDOR = "Karawatt";

    private static final int VENDOR_NAME = 0x00;
    private static final int PRODUCT_CODE = 0x01;
    private static final int REVISION = 0x02;
    private static final int PRODUCT_NAME = 0x04;
    private static final int MODEL_NAME = 0x05;
    private static final int USER_NAME = 0x06;
    private static final int SERIAL = 0x80;

    /** Stream and individual access to all three categories (§6.21, conformity level). */
    private static final int CONFORMITY = 0x83;

    private static final int INDIVIDUAL = 4;
    private static final int HEAD = 7;
    private static final int LONGEST_TEXT = 64;

    private final GatewayIdentity identity;
    private final GatewayValues values;
    private final LiveValues live;

    Identification(GatewayIdentity identity, GatewayValues values, LiveValues live) {
        this.identity = identity;
        this.values = values;
        this.live = live;
    }

    /** Answers for the gateway itself. */
    Response ofGateway(Request.ReadDeviceIdentification request) {
        NavigableMap<Integer, String> objects = new TreeMap<>();
        put(objects, VENDOR_NAME, VENDOR);
        put(objects, PRODUCT_CODE, identity.product());
        put(objects, REVISION, identity.version());
        put(objects, PRODUCT_NAME, VENDOR + " gateway");
        put(objects, MODEL_NAME, values.profile().map(DeviceProfile::title).orElse(identity.product()));
        put(objects, USER_NAME, identity.name());
        put(objects, SERIAL, identity.serial());
        return answer(request, objects);
    }

    /** Answers for a device, from topology, profile and process image. */
    Response ofDevice(Request.ReadDeviceIdentification request, Route.ToDevice to) {
        Device device = to.device();
        NavigableMap<Integer, String> objects = new TreeMap<>();
        put(objects, VENDOR_NAME, vendor(to));
        put(objects, PRODUCT_CODE, device.reference());
        put(objects, REVISION, revision(to));
        put(
                objects,
                PRODUCT_NAME,
                to.profile().map(p -> p.identification().extendedName()).orElse(""));
        put(objects, MODEL_NAME, to.profile().map(DeviceProfile::title).orElse(device.reference()));
        put(objects, USER_NAME, device.name());
        put(objects, SERIAL, device.netId());
        return answer(request, objects);
    }

    private String vendor(Route.ToDevice to) {
        return text(to, "idVendorName")
                .orElseGet(() -> to.profile()
                        .map(profile -> profile.capabilities().getOrDefault("vendor", ""))
                        .orElse(""));
    }

    private String revision(Route.ToDevice to) {
        Optional<Registers> words = image(to, "idSoftwareVersion");
        if (words.isEmpty()) {
            return "";
        }
        int number = words.get().get(0);
        return String.format(Locale.ROOT, "%d.%02d", number / 100, number % 100);
    }

    private Optional<String> text(Route.ToDevice to, String row) {
        Optional<RegisterSpec> spec = to.profile().flatMap(profile -> profile.register(row, "inst"));
        return spec.flatMap(s -> image(to, row).map(words -> s.coding().type().decodeText(words, 0, words.size())));
    }

    /** Identification does not age: whatever was ever read will do. */
    private Optional<Registers> image(Route.ToDevice to, String row) {
        return to.profile()
                .flatMap(profile -> profile.register(row, "inst"))
                .flatMap(spec -> live.registers(
                        to.device().key(),
                        spec.table(),
                        spec.address(),
                        spec.coding().words(),
                        Instant.EPOCH));
    }

    private static void put(Map<Integer, String> objects, int id, String text) {
        objects.put(id, text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text);
    }

    private static Response answer(Request.ReadDeviceIdentification request, NavigableMap<Integer, String> all) {
        int wanted = request.object();
        if (request.code() == INDIVIDUAL) {
            String text = all.get(wanted);
            return text == null
                    ? Response.ExceptionResponse.to(request.function(), ExceptionCode.ILLEGAL_DATA_ADDRESS)
                    : new Response.DeviceIdentification(
                            request.code(), CONFORMITY, false, 0, new TreeMap<>(Map.of(wanted, text)));
        }
        NavigableMap<Integer, String> category = all.headMap(last(request.code()), true);
        // §6.21: an object that the stream does not have means "from the beginning".
        NavigableMap<Integer, String> stream = category.containsKey(wanted) ? category.tailMap(wanted, true) : category;
        return page(request.code(), stream);
    }

    private static int last(int code) {
        return switch (code) {
            case 1 -> REVISION;
            case 2 -> 0x7F;
            default -> 0xFF;
        };
    }

    private static Response page(int code, NavigableMap<Integer, String> stream) {
        TreeMap<Integer, String> page = new TreeMap<>();
        int room = Request.MAX_PDU - HEAD;
        for (Map.Entry<Integer, String> object : stream.entrySet()) {
            room -= 2 + object.getValue().length();
            if (room < 0) {
                return new Response.DeviceIdentification(code, CONFORMITY, true, object.getKey(), page);
            }
            page.put(object.getKey(), object.getValue());
        }
        return new Response.DeviceIdentification(code, CONFORMITY, false, 0, page);
    }
}
