package io.karawatt.proto.bacnet.internal.object;

import com.serotonin.bacnet4j.type.enumerated.ObjectType;
import java.util.List;
import java.util.Map;

/** What of the standard is served; said in the Device object and in the conformance statement. */
public final class Supported {

    /** Revision of the protocol: the first with Property_List. */
    public static final int REVISION = 14;

    /** Bits of Protocol_Services_Supported in that revision. */
    public static final int SERVICE_BITS = 41;

    /** Bits of Protocol_Object_Types_Supported in that revision. */
    public static final int TYPE_BITS = 55;

    /** Object types. */
    public static final List<ObjectType> TYPES =
            List.of(ObjectType.device, ObjectType.analogInput, ObjectType.binaryInput, ObjectType.binaryOutput);

    private final List<Service> services;
    private final byte[] serviceBits = new byte[(SERVICE_BITS + 7) / 8];
    private final byte[] typeBits = new byte[(TYPE_BITS + 7) / 8];

    /**
     * A service.
     *
     * @param name as the standard writes it.
     * @param bit its bit.
     * @param initiate whether we start it.
     * @param execute whether we answer it.
     */
    public record Service(String name, int bit, boolean initiate, boolean execute) {}

    /** Reads the table of services. */
    public Supported() {
        this.services =
                DataFile.rows("services.csv").stream().map(Supported::service).toList();
        for (Service service : services) {
            if (service.execute()) {
                set(serviceBits, service.bit());
            }
        }
        for (ObjectType type : TYPES) {
            set(typeBits, type.intValue());
        }
    }

    private static Service service(Map<String, String> row) {
        return new Service(
                row.getOrDefault("name", ""),
                Integer.parseInt(row.getOrDefault("bit", "")),
                "yes".equals(row.get("initiate")),
                "yes".equals(row.get("execute")));
    }

    private static void set(byte[] bits, int bit) {
        bits[bit / 8] |= (byte) (0x80 >>> bit % 8);
    }

    /**
     * Returns the services.
     *
     * @return in the order of their bits.
     */
    public List<Service> services() {
        return services;
    }

    /**
     * Returns Protocol_Services_Supported.
     *
     * @return bits, the first in the highest bit of the first octet.
     */
    byte[] serviceBits() {
        return serviceBits;
    }

    /**
     * Returns Protocol_Object_Types_Supported.
     *
     * @return bits, the first in the highest bit of the first octet.
     */
    byte[] typeBits() {
        return typeBits;
    }
}
