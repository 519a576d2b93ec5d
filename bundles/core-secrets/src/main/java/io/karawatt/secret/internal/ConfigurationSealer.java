package io.karawatt.secret.internal;

import io.karawatt.secret.SealedSettings;
import io.karawatt.secret.Secrets;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Dictionary;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals pass phrases where they lie: a configuration that came from a file by rewriting its lines in the file, which
 * the file watcher then reads again; one that came from elsewhere by updating it.
 */
@Component(service = SealedSettings.class)
public final class ConfigurationSealer implements SealedSettings {

    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationSealer.class);
    private static final String FILE = "felix.fileinstall.filename";
    private static final String ENCODING = "felix.fileinstall.configEncoding";

    private final ConfigurationAdmin configurations;
    private final Secrets secrets;
    private final Charset encoding;

    @Activate
    public ConfigurationSealer(
            BundleContext context,
            @Reference(name = "configurations") ConfigurationAdmin configurations,
            @Reference(name = "secrets") Secrets secrets) {
        this(configurations, secrets, encoding(context.getProperty(ENCODING)));
    }

    ConfigurationSealer(ConfigurationAdmin configurations, Secrets secrets, Charset encoding) {
        this.configurations = configurations;
        this.secrets = secrets;
        this.encoding = encoding;
    }

    @Override
    public synchronized void seal(String pid, Collection<String> keys) {
        try {
            Configuration[] found = configurations.listConfigurations("(service.pid=" + pid + ")");
            if (found != null) {
                seal(found[0], keys);
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException("'" + pid + "' is not a PID", e);
        } catch (IOException | IllegalStateException e) {
            LOG.warn("pass phrases of {} stay readable on the disk: {}", pid, e.getMessage());
        }
    }

    private void seal(Configuration configuration, Collection<String> keys) throws IOException {
        Dictionary<String, Object> properties = configuration.getProperties();
        if (properties == null) {
            return;
        }
        Map<String, String> readable = new LinkedHashMap<>();
        for (String key : keys) {
            if (properties.get(key) instanceof String value && !value.isEmpty() && !value.startsWith(Secrets.MARK)) {
                readable.put(key, value);
            }
        }
        if (readable.isEmpty()) {
            return;
        }
        if (properties.get(FILE) instanceof String file) {
            sealFile(SettingsFile.of(file, encoding), readable);
        } else {
            Map<String, Object> sealed = new LinkedHashMap<>(FrameworkUtil.asMap(properties));
            readable.forEach((key, value) -> sealed.put(key, secrets.seal(value)));
            configuration.update(FrameworkUtil.asDictionary(sealed));
        }
    }

    private void sealFile(SettingsFile file, Map<String, String> readable) throws IOException {
        CfgText text = file.read();
        int sealed = 0;
        for (Map.Entry<String, String> one : readable.entrySet()) {
            String written = text.value(one.getKey());
            // A value with ${ lies elsewhere; one that differs was written anew, and comes with the next configuration.
            if (written.strip().equals(one.getValue().strip()) && !written.contains("${")) {
                text.replace(one.getKey(), secrets.seal(one.getValue()));
                sealed++;
            }
        }
        if (sealed > 0) {
            file.write(text);
            LOG.info("{} pass phrases sealed in {}", sealed, file);
        }
    }

    private static Charset encoding(@Nullable String configured) {
        return configured == null ? StandardCharsets.ISO_8859_1 : Charset.forName(configured);
    }
}
