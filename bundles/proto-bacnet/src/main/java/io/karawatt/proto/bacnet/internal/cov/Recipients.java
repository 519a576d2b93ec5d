package io.karawatt.proto.bacnet.internal.cov;

import com.serotonin.bacnet4j.type.constructed.Address;
import io.karawatt.proto.bacnet.internal.codec.Tags;
import io.karawatt.proto.bacnet.internal.net.BacnetAddress;
import io.karawatt.proto.bacnet.internal.net.Octets;

/** Writes where notifications go. */
final class Recipients {

    private static final int ADDRESS = 1;

    private Recipients() {}

    /** Writes a BACnetRecipient with an address (clause 21). */
    static void write(BacnetAddress to, Octets out) {
        Address address = to.toAddress();
        Tags.open(out, ADDRESS);
        Tags.unsigned(out, address.getNetworkNumber().intValue());
        Tags.octets(out, address.getMacAddress().getBytes());
        Tags.close(out, ADDRESS);
    }
}
