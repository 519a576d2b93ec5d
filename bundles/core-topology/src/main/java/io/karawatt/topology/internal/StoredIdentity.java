package io.karawatt.topology.internal;

import io.karawatt.gateway.GatewayIdentity;
import io.karawatt.topology.Device;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Properties;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who the gateway is: product, name, serial number and address from the configuration, the NET ID from the first start.
 *
 * <p>A new configuration is taken over in place: everybody who serves asks the identity, and a restart of it would
 * restart them all.
 */
@Component(
        configurationPid = {StoredIdentity.PRODUCT_PID, StoredIdentity.PID},
        service = GatewayIdentity.class)
public final class StoredIdentity implements GatewayIdentity {

    static final String PID = "io.karawatt.gateway";

    /** What the installed product feature says; the operator's own settings win over it. */
    static final String PRODUCT_PID = "io.karawatt.product";

    private static final Logger LOG = LoggerFactory.getLogger(StoredIdentity.class);
    private static final String FILE = "identity.properties";
    private static final String KEY = "netId";
    private static final int LARGEST = 0xFFFFFF;

    private final int netId;
    private final String version;
    private volatile Settings settings;

    /** What the configuration says. */
    private record Settings(String product, String name, String serial, int address) {}

    @Activate
    public StoredIdentity(GatewayConfig config, BundleContext context) {
        this(
                config,
                DataFolder.resolve(context, FILE),
                new SafeFile(),
                new SecureRandom(),
                context.getBundle().getVersion().toString());
    }

    StoredIdentity(GatewayConfig config, Path file, SafeFile disk, RandomGenerator random, String version) {
        this.settings = checked(config);
        this.version = version;
        Integer kept = read(file);
        this.netId = kept != null ? kept : make(file, disk, random);
    }

    @Modified
    void modified(GatewayConfig config) {
        settings = checked(config);
    }

    @Override
    public String product() {
        return settings.product();
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public int netId() {
        return netId;
    }

    @Override
    public String serial() {
        String serial = settings.serial();
        return serial.isEmpty() ? hex(netId) : serial;
    }

    @Override
    public int address() {
        return settings.address();
    }

    @Override
    public String version() {
        return version;
    }

    private static Settings checked(GatewayConfig config) {
        if (config.address() < 1 || config.address() > Device.MAX_ADDRESS) {
            throw refused("address is " + config.address() + ", must be 1 to " + Device.MAX_ADDRESS);
        }
        if (!config.product().matches("[A-Za-z0-9][A-Za-z0-9 ._-]{0,31}")) {
            throw refused("product is '" + config.product() + "', must be a product reference such as D-70");
        }
        if (config.name().isBlank() || config.name().length() > 64) {
            throw refused("name must have 1 to 64 characters");
        }
        if (config.serial().length() > 32) {
            throw refused("serial must have at most 32 characters");
        }
        return new Settings(
                config.product(), config.name().strip(), config.serial().strip(), config.address());
    }

    private static IllegalArgumentException refused(String reason) {
        return new IllegalArgumentException(PID + ": " + reason + "; correct it in etc/" + PID + ".cfg");
    }

    private static @Nullable Integer read(Path file) {
        if (!Files.exists(file)) {
            return null;
        }
        try {
            Properties kept = new Properties();
            kept.load(new StringReader(Files.readString(file)));
            int number = Integer.parseInt(kept.getProperty(KEY, ""), 16);
            if (number >= 1 && number <= LARGEST) {
                return number;
            }
            LOG.error("{}: {} is outside 1..FFFFFF, making a new one", file, KEY);
        } catch (NumberFormatException e) {
            LOG.error("{}: {} is not a hexadecimal number, making a new one", file, KEY);
        } catch (IOException | IllegalArgumentException e) {
            LOG.error("{} can't be read, making a new {}: {}", file, KEY, e.getMessage());
        }
        return null;
    }

    private static int make(Path file, SafeFile disk, RandomGenerator random) {
        int made = 1 + random.nextInt(LARGEST);
        String content = "# NET ID of this gateway, 24 bits in hexadecimal digits. Made at the first start; keep it.\n"
                + KEY + "=" + hex(made) + "\n";
        try {
            disk.replace(file, content.getBytes(StandardCharsets.ISO_8859_1));
            LOG.info("{} is the NET ID of this gateway, kept in {}", hex(made), file);
        } catch (IOException e) {
            LOG.error(
                    "NET ID {} will be another after the next start, {} can't be stored: {}",
                    hex(made),
                    file,
                    SafeFile.reason(e));
        }
        return made;
    }

    private static String hex(int number) {
        return String.format(Locale.ROOT, "%06X", number);
    }
}
