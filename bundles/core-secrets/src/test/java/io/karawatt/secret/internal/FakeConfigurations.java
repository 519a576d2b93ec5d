package io.karawatt.secret.internal;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** The configuration service with one configuration; of its many methods only those that the sealer uses. */
final class FakeConfigurations {

    private final String pid;
    private final Map<String, Object> properties;
    private final List<Map<String, Object>> updates = new ArrayList<>();

    FakeConfigurations(String pid, Map<String, Object> properties) {
        this.pid = pid;
        this.properties = properties;
    }

    /** What was updated. */
    List<Map<String, Object>> updates() {
        return updates;
    }

    ConfigurationAdmin admin() {
        return play(ConfigurationAdmin.class, (method, argument) -> {
            if (!method.equals("listConfigurations")) {
                throw new UnsupportedOperationException(method);
            }
            return ("(service.pid=" + pid + ")").equals(argument) ? new Configuration[] {configuration()} : null;
        });
    }

    private Configuration configuration() {
        return play(Configuration.class, (method, argument) -> {
            if (method.equals("getProperties")) {
                return FrameworkUtil.asDictionary(properties);
            }
            if (method.startsWith("update") && argument instanceof Dictionary<?, ?> update) {
                Map<String, Object> values = new HashMap<>();
                FrameworkUtil.asMap(update).forEach((key, value) -> values.put(key.toString(), value));
                updates.add(values);
                return method.equals("updateIfDifferent") ? Boolean.TRUE : null;
            }
            throw new UnsupportedOperationException(method);
        });
    }

    /** Answers a call by its name and only argument. */
    private interface Player {

        @Nullable
        Object call(String method, @Nullable Object argument);
    }

    private static <T> T play(Class<T> contract, Player player) {
        return contract.cast(Proxy.newProxyInstance(
                contract.getClassLoader(),
                new Class<?>[] {contract},
                (proxy, method, arguments) -> player.call(method.getName(), arguments == null ? null : arguments[0])));
    }
}
