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
        Map<String, String> sealed = properties.get(FILE) instanceof String file
                ? sealFile(SettingsFile.of(file, encoding), readable)
                : seal(readable);
        if (!sealed.isEmpty()) {
            Map<String, Object> all = new LinkedHashMap<>(FrameworkUtil.asMap(properties));
            all.putAll(sealed);
            configuration.updateIfDifferent(FrameworkUtil.asDictionary(all));
        }
    }

    private Map<String, String> seal(Map<String, String> readable) {
        Map<String, String> sealed = new LinkedHashMap<>();
        readable.forEach((key, value) -> sealed.put(key, secrets.seal(value)));
        return sealed;
    }

    /** Seals what the file has as the configuration has it; returns what was sealed. */
    private Map<String, String> sealFile(SettingsFile file, Map<String, String> readable) throws IOException {
        CfgText text = file.read();
        Map<String, String> same = new LinkedHashMap<>(readable);
        // A value with ${ lies elsewhere; one that differs was written anew, and comes with the next configuration.
        same.entrySet().removeIf(entry -> {
            String written = text.value(entry.getKey());
            return !written.strip().equals(entry.getValue().strip()) || written.contains("${");
        });
        Map<String, String> sealed = seal(same);
        if (!sealed.isEmpty()) {
            sealed.forEach(text::replace);
            file.write(text);
            LOG.info("{} pass phrases sealed in {}", sealed.size(), file);
        }
        return sealed;
    }

    private static Charset encoding(@Nullable String configured) {
        return configured == null ? StandardCharsets.ISO_8859_1 : Charset.forName(configured);
    }
}
