package io.karawatt.gateway;

import org.osgi.annotation.versioning.ProviderType;

/** Who the gateway is; set by the product and the operator. */
@ProviderType
public interface GatewayIdentity {

    /**
     * Returns the product reference it plays.
     *
     * @return for example {@code D-70}; key of a profile of family {@code gateway}.
     */
    String product();

    /**
     * Returns what the operator calls it.
     *
     * @return the name.
     */
    String name();

    /**
     * Returns its NET ID.
     *
     * @return 24 bits, 0..0xFFFFFF; made at first start and kept.
     */
    int netId();

    /**
     * Returns its serial number.
     *
     * @return the text.
     */
    String serial();

    /**
     * Returns its own Modbus address.
     *
     * @return 1..247.
     */
    int address();

    /**
     * Returns the version of its software.
     *
     * @return for example {@code 0.1.0}.
     */
    String version();
}
