package io.karawatt.proto.bacnet.internal.net;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the BACnet/IP gateway ({@code etc/io.karawatt.proto.bacnet.cfg}). */
@ObjectClassDefinition(id = BacnetServer.PID, name = "%gateway.name", description = "%gateway.description")
@interface BacnetConfig {

    /**
     * Whether the gateway listens at all.
     *
     * @return false keeps the port shut, also when nothing is configured.
     */
    @AttributeDefinition(name = "%enabled.name", description = "%enabled.description")
    boolean enabled() default false;

    /**
     * Address to listen on.
     *
     * @return an IPv4 address of this machine; empty for all interfaces.
     */
    @AttributeDefinition(name = "%bind.name", description = "%bind.description", required = false)
    String bind() default "";

    /**
     * Where broadcasts of the own subnet go.
     *
     * @return an IPv4 address; empty to take it from the interface.
     */
    @AttributeDefinition(name = "%broadcast.name", description = "%broadcast.description", required = false)
    String broadcast() default "";

    /**
     * UDP port.
     *
     * @return 0..65535; 0 lets the system choose.
     */
    @AttributeDefinition(name = "%port.name", description = "%port.description", min = "0", max = "65535")
    int port() default 47808;

    /**
     * Device instance of the gateway; a meter has this plus its Modbus address.
     *
     * @return 0..4194055.
     */
    @AttributeDefinition(
            name = "%main.instance.name",
            description = "%main.instance.description",
            min = "0",
            max = "4194055")
    int main_instance() default 100;

    /**
     * Number of the virtual network on which the meters are.
     *
     * @return 1..65534.
     */
    @AttributeDefinition(
            name = "%virtual.network.name",
            description = "%virtual.network.description",
            min = "1",
            max = "65534")
    int virtual_network() default 2001;

    /**
     * Number of the IP network, told to who asks.
     *
     * @return 0..65534; 0 when it is not known.
     */
    @AttributeDefinition(name = "%ip.network.name", description = "%ip.network.description", min = "0", max = "65534")
    int ip_network() default 0;

    /**
     * Whether all meters are shown in the device of the gateway.
     *
     * @return true for clients that know no routers.
     */
    @AttributeDefinition(name = "%single.device.name", description = "%single.device.description")
    boolean single_device() default false;

    /**
     * Vendor identifier told to clients.
     *
     * @return 0..65535.
     */
    @AttributeDefinition(name = "%vendor.id.name", description = "%vendor.id.description", min = "0", max = "65535")
    int vendor_id() default 0;

    /**
     * How long an answer or a segment is waited for.
     *
     * @return milliseconds, 500..60000.
     */
    @AttributeDefinition(
            name = "%apdu.timeout.ms.name",
            description = "%apdu.timeout.ms.description",
            min = "500",
            max = "60000")
    int apdu_timeout_ms() default 3000;

    /**
     * How often is asked again.
     *
     * @return 0..10.
     */
    @AttributeDefinition(name = "%apdu.retries.name", description = "%apdu.retries.description", min = "0", max = "10")
    int apdu_retries() default 3;

    /**
     * Whether broadcasts are passed on to other subnets.
     *
     * @return true to be a BBMD.
     */
    @AttributeDefinition(name = "%bbmd.enabled.name", description = "%bbmd.enabled.description")
    boolean bbmd_enabled() default false;

    /**
     * Other BBMDs.
     *
     * @return each ADDRESS, ADDRESS:PORT or ADDRESS:PORT MASK; at most 64.
     */
    @AttributeDefinition(name = "%bbmd.table.name", description = "%bbmd.table.description", required = false)
    String[] bbmd_table() default {};

    /**
     * BBMD at which the gateway registers as foreign device.
     *
     * @return ADDRESS or ADDRESS:PORT; empty for none.
     */
    @AttributeDefinition(name = "%foreign.bbmd.name", description = "%foreign.bbmd.description", required = false)
    String foreign_bbmd() default "";

    /**
     * Lifetime of that registration.
     *
     * @return seconds, 30..65535; renewed after half of it.
     */
    @AttributeDefinition(
            name = "%foreign.ttl.s.name",
            description = "%foreign.ttl.s.description",
            min = "30",
            max = "65535")
    int foreign_ttl_s() default 600;

    /**
     * From whom the time is taken.
     *
     * @return IPv4 addresses; none to refuse all.
     */
    @AttributeDefinition(name = "%time.sources.name", description = "%time.sources.description", required = false)
    String[] time_sources() default {};

    /**
     * Password of DeviceCommunicationControl.
     *
     * @return 1 to 20 characters, sealed or plain; empty to refuse all.
     */
    @AttributeDefinition(
            name = "%dcc.password.name",
            description = "%dcc.password.description",
            required = false,
            type = AttributeType.PASSWORD)
    String dcc_password() default "";
}
