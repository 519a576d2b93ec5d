package io.karawatt.proto.snmp.internal.agent;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Settings of the SNMP agent ({@code etc/io.karawatt.proto.snmp.cfg}). */
@ObjectClassDefinition(
        pid = SnmpServer.PID,
        id = SnmpServer.PID,
        localization = "OSGI-INF/l10n/agent",
        name = "%agent.name",
        description = "%agent.description")
@interface AgentConfig {

    /**
     * Whether the agent answers at all.
     *
     * @return false keeps the port shut.
     */
    @AttributeDefinition(name = "%enabled.name", description = "%enabled.description")
    boolean enabled() default false;

    /**
     * Address to listen on.
     *
     * @return a host name or address; empty for all interfaces.
     */
    @AttributeDefinition(name = "%bind.name", description = "%bind.description", required = false)
    String bind() default "";

    /**
     * Port to listen on.
     *
     * @return 0..65535; 0 lets the system choose.
     */
    @AttributeDefinition(name = "%port.name", description = "%port.description", min = "0", max = "65535")
    int port() default 161;

    /**
     * Whether version 1 is answered.
     *
     * @return false ignores it.
     */
    @AttributeDefinition(name = "%v1.enabled.name", description = "%v1.enabled.description")
    boolean v1_enabled() default false;

    /**
     * Whether version 2c is answered.
     *
     * @return false ignores it.
     */
    @AttributeDefinition(name = "%v2c.enabled.name", description = "%v2c.enabled.description")
    boolean v2c_enabled() default false;

    /**
     * Whether version 3 is answered.
     *
     * @return false ignores it.
     */
    @AttributeDefinition(name = "%v3.enabled.name", description = "%v3.enabled.description")
    boolean v3_enabled() default true;

    /**
     * Whether communities printed in manuals are accepted.
     *
     * @return true accepts public, private, publicV2 and privateV2.
     */
    @AttributeDefinition(name = "%published.communities.name", description = "%published.communities.description")
    boolean published_communities() default false;

    /**
     * Community of version 1 that may read.
     *
     * @return at most 64 characters, plain or sealed; empty for nobody.
     */
    @AttributeDefinition(
            name = "%v1.read.community.name",
            description = "%v1.read.community.description",
            required = false,
            type = AttributeType.PASSWORD)
    String v1_read_community() default "public";

    /**
     * Community of version 1 that may read and write.
     *
     * @return at most 64 characters, plain or sealed; empty for nobody.
     */
    @AttributeDefinition(
            name = "%v1.write.community.name",
            description = "%v1.write.community.description",
            required = false,
            type = AttributeType.PASSWORD)
    String v1_write_community() default "private";

    /**
     * Community of version 2c that may read.
     *
     * @return at most 64 characters, plain or sealed; empty for nobody.
     */
    @AttributeDefinition(
            name = "%v2c.read.community.name",
            description = "%v2c.read.community.description",
            required = false,
            type = AttributeType.PASSWORD)
    String v2c_read_community() default "publicV2";

    /**
     * Community of version 2c that may read and write.
     *
     * @return at most 64 characters, plain or sealed; empty for nobody.
     */
    @AttributeDefinition(
            name = "%v2c.write.community.name",
            description = "%v2c.write.community.description",
            required = false,
            type = AttributeType.PASSWORD)
    String v2c_write_community() default "privateV2";

    /**
     * Whether weak protection of version 3 is accepted.
     *
     * @return true allows MD5, SHA-1, DES and none.
     */
    @AttributeDefinition(name = "%weak.algorithms.name", description = "%weak.algorithms.description")
    boolean weak_algorithms() default false;

    /**
     * Name of the user who reads.
     *
     * @return 1..32 characters; empty for nobody.
     */
    @AttributeDefinition(name = "%v3.read.user.name", description = "%v3.read.user.description", required = false)
    String v3_read_user() default "";

    /**
     * Authentication protocol of the user who reads.
     *
     * @return none, MD5, SHA-1, SHA-224, SHA-256, SHA-384 or SHA-512.
     */
    @AttributeDefinition(
            name = "%v3.read.auth.name",
            description = "%v3.read.auth.description",
            options = {
                @Option(label = "none", value = "none"),
                @Option(label = "MD5", value = "MD5"),
                @Option(label = "SHA-1", value = "SHA-1"),
                @Option(label = "SHA-224", value = "SHA-224"),
                @Option(label = "SHA-256", value = "SHA-256"),
                @Option(label = "SHA-384", value = "SHA-384"),
                @Option(label = "SHA-512", value = "SHA-512")
            })
    String v3_read_auth() default "SHA-256";

    /**
     * Authentication pass phrase of the user who reads.
     *
     * @return 8..64 characters, plain or sealed.
     */
    @AttributeDefinition(
            name = "%v3.read.auth.pass.name",
            description = "%v3.read.auth.pass.description",
            required = false,
            type = AttributeType.PASSWORD)
    String v3_read_auth_pass() default "";

    /**
     * Privacy protocol of the user who reads.
     *
     * @return none, DES, AES-128, AES-192, AES-256, AES-192-C or AES-256-C.
     */
    @AttributeDefinition(
            name = "%v3.read.priv.name",
            description = "%v3.read.priv.description",
            options = {
                @Option(label = "none", value = "none"),
                @Option(label = "DES", value = "DES"),
                @Option(label = "AES-128", value = "AES-128"),
                @Option(label = "AES-192", value = "AES-192"),
                @Option(label = "AES-256", value = "AES-256"),
                @Option(label = "AES-192-C", value = "AES-192-C"),
                @Option(label = "AES-256-C", value = "AES-256-C")
            })
    String v3_read_priv() default "AES-128";

    /**
     * Privacy pass phrase of the user who reads.
     *
     * @return 8..64 characters, plain or sealed.
     */
    @AttributeDefinition(
            name = "%v3.read.priv.pass.name",
            description = "%v3.read.priv.pass.description",
            required = false,
            type = AttributeType.PASSWORD)
    String v3_read_priv_pass() default "";

    /**
     * Least security level of messages of the user who reads.
     *
     * @return noAuthNoPriv, authNoPriv or authPriv.
     */
    @AttributeDefinition(
            name = "%v3.read.level.name",
            description = "%v3.read.level.description",
            options = {
                @Option(label = "noAuthNoPriv", value = "noAuthNoPriv"),
                @Option(label = "authNoPriv", value = "authNoPriv"),
                @Option(label = "authPriv", value = "authPriv")
            })
    String v3_read_level() default "authPriv";

    /**
     * Name of the user who reads and writes.
     *
     * @return 1..32 characters; empty for nobody.
     */
    @AttributeDefinition(name = "%v3.write.user.name", description = "%v3.write.user.description", required = false)
    String v3_write_user() default "";

    /**
     * Authentication protocol of the user who reads and writes.
     *
     * @return none, MD5, SHA-1, SHA-224, SHA-256, SHA-384 or SHA-512.
     */
    @AttributeDefinition(
            name = "%v3.write.auth.name",
            description = "%v3.write.auth.description",
            options = {
                @Option(label = "none", value = "none"),
                @Option(label = "MD5", value = "MD5"),
                @Option(label = "SHA-1", value = "SHA-1"),
                @Option(label = "SHA-224", value = "SHA-224"),
                @Option(label = "SHA-256", value = "SHA-256"),
                @Option(label = "SHA-384", value = "SHA-384"),
                @Option(label = "SHA-512", value = "SHA-512")
            })
    String v3_write_auth() default "SHA-256";

    /**
     * Authentication pass phrase of the user who reads and writes.
     *
     * @return 8..64 characters, plain or sealed.
     */
    @AttributeDefinition(
            name = "%v3.write.auth.pass.name",
            description = "%v3.write.auth.pass.description",
            required = false,
            type = AttributeType.PASSWORD)
    String v3_write_auth_pass() default "";

    /**
     * Privacy protocol of the user who reads and writes.
     *
     * @return none, DES, AES-128, AES-192, AES-256, AES-192-C or AES-256-C.
     */
    @AttributeDefinition(
            name = "%v3.write.priv.name",
            description = "%v3.write.priv.description",
            options = {
                @Option(label = "none", value = "none"),
                @Option(label = "DES", value = "DES"),
                @Option(label = "AES-128", value = "AES-128"),
                @Option(label = "AES-192", value = "AES-192"),
                @Option(label = "AES-256", value = "AES-256"),
                @Option(label = "AES-192-C", value = "AES-192-C"),
                @Option(label = "AES-256-C", value = "AES-256-C")
            })
    String v3_write_priv() default "AES-128";

    /**
     * Privacy pass phrase of the user who reads and writes.
     *
     * @return 8..64 characters, plain or sealed.
     */
    @AttributeDefinition(
            name = "%v3.write.priv.pass.name",
            description = "%v3.write.priv.pass.description",
            required = false,
            type = AttributeType.PASSWORD)
    String v3_write_priv_pass() default "";

    /**
     * Least security level of messages of the user who reads and writes.
     *
     * @return noAuthNoPriv, authNoPriv or authPriv.
     */
    @AttributeDefinition(
            name = "%v3.write.level.name",
            description = "%v3.write.level.description",
            options = {
                @Option(label = "noAuthNoPriv", value = "noAuthNoPriv"),
                @Option(label = "authNoPriv", value = "authNoPriv"),
                @Option(label = "authPriv", value = "authPriv")
            })
    String v3_write_level() default "authPriv";

    /**
     * What is answered for values that a device does not have.
     *
     * @return zero or strict.
     */
    @AttributeDefinition(
            name = "%compatibility.name",
            description = "%compatibility.description",
            options = {@Option(label = "zero", value = "zero"), @Option(label = "strict", value = "strict")})
    String compatibility() default "zero";

    /**
     * Whether a wrong community, user or key is notified.
     *
     * @return false for no authenticationFailure.
     */
    @AttributeDefinition(name = "%authentication.traps.name", description = "%authentication.traps.description")
    boolean authentication_traps() default true;

    /**
     * Who looks after the gateway.
     *
     * @return at most 255 characters; sysContact.
     */
    @AttributeDefinition(name = "%contact.name", description = "%contact.description", required = false)
    String contact() default "";

    /**
     * Where the gateway is.
     *
     * @return at most 255 characters; sysLocation.
     */
    @AttributeDefinition(name = "%location.name", description = "%location.description", required = false)
    String location() default "";

    /**
     * Longest request.
     *
     * @return bytes, 484..65507.
     */
    @AttributeDefinition(
            name = "%max.request.bytes.name",
            description = "%max.request.bytes.description",
            min = "484",
            max = "65507")
    int max_request_bytes() default 4096;

    /**
     * Longest response.
     *
     * @return bytes, 484..65507; 1472 fit one Ethernet frame.
     */
    @AttributeDefinition(
            name = "%max.response.bytes.name",
            description = "%max.response.bytes.description",
            min = "484",
            max = "65507")
    int max_response_bytes() default 1472;

    /**
     * Most repetitions of one GetBulk.
     *
     * @return 1..10000.
     */
    @AttributeDefinition(
            name = "%max.repetitions.name",
            description = "%max.repetitions.description",
            min = "1",
            max = "10000")
    int max_repetitions() default 256;

    /**
     * Most variables in one request.
     *
     * @return 1..4096.
     */
    @AttributeDefinition(
            name = "%max.bindings.name",
            description = "%max.bindings.description",
            min = "1",
            max = "4096")
    int max_bindings() default 256;

    /**
     * Most Sets under way at once.
     *
     * @return 1..256.
     */
    @AttributeDefinition(name = "%max.sets.name", description = "%max.sets.description", min = "1", max = "256")
    int max_sets() default 16;

    /**
     * Longest time a Set waits for devices.
     *
     * @return seconds, 1..60.
     */
    @AttributeDefinition(name = "%set.s.name", description = "%set.s.description", min = "1", max = "60")
    int set_s() default 10;
}
