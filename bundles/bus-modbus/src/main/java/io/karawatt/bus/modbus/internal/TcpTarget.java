package io.karawatt.bus.modbus.internal;

import io.karawatt.bus.LineEditor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.List;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * Where a configured line leads.
 *
 * @param line its name.
 * @param host name or address.
 * @param port TCP port; 0 when it can't be read.
 * @param framing {@code tcp} or {@code rtu}.
 */
record TcpTarget(String line, String host, int port, String framing) {

    /** Lists all lines that are configured. */
    static List<TcpTarget> configured(ConfigurationAdmin configurations) {
        List<TcpTarget> targets = new ArrayList<>();
        try {
            Configuration[] found = configurations.listConfigurations(
                    "(" + ConfigurationAdmin.SERVICE_FACTORYPID + "=" + TcpLine.PID + ")");
            for (Configuration one : found == null ? new Configuration[0] : found) {
                targets.add(of(one.getProperties()));
            }
        } catch (IOException | InvalidSyntaxException e) {
            throw new IllegalStateException("configurations can't be listed", e);
        }
        return List.copyOf(targets);
    }

    private static TcpTarget of(Dictionary<String, Object> values) {
        String port = text(values, "port", Integer.toString(LineEditor.MODBUS_PORT));
        return new TcpTarget(
                text(values, "line", ""),
                text(values, "host", ""),
                port.matches("\\d{1,5}") ? Integer.parseInt(port) : 0,
                text(values, "framing", "tcp"));
    }

    private static String text(Dictionary<String, Object> values, String key, String none) {
        Object value = values.get(key);
        return value == null ? none : value.toString().strip();
    }

    /** Tells whether it leads to this server, with frames of Modbus TCP. */
    boolean is(String otherHost, int otherPort) {
        return host.equalsIgnoreCase(otherHost) && port == otherPort && framing.equalsIgnoreCase("tcp");
    }
}
