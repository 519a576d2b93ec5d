package io.karawatt.proto.snmp.internal.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.gateway.Face;
import io.karawatt.snmp.SnmpStatus;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** The agent as a component: what operators see of it on, off, and wrongly set up. */
@Timeout(30)
class SnmpServerTest {

    @TempDir
    private Path folder;

    private final List<String> doors = new ArrayList<>();

    /** Knows the data folder; remembers which doors are registered. */
    private BundleContext context() {
        return (BundleContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {BundleContext.class}, (self, method, arguments) -> {
                    if (method.getName().equals("registerService")) {
                        String address = ((Face) arguments[1]).address();
                        note(address);
                        return Proxy.newProxyInstance(
                                getClass().getClassLoader(),
                                new Class<?>[] {ServiceRegistration.class},
                                (registration, any, none) -> {
                                    note("gone");
                                    return null;
                                });
                    }
                    return method.getName().equals("getProperty") ? folder.toString() : null;
                });
    }

    private void note(String what) {
        synchronized (doors) {
            doors.add(what);
        }
    }

    private List<String> doors() {
        synchronized (doors) {
            return List.copyOf(doors);
        }
    }

    private SnmpServer server(Map<String, Object> config) {
        return new SnmpServer(TestAgent.config(config), context(), new AgentServices(), null, null);
    }

    @Test
    void asInstalledItIsOffAndLeavesNothingBehind() {
        SnmpServer server = server(Map.of());
        server.start();
        SnmpStatus status = server.status();
        assertEquals("off", status.state());
        assertEquals("", status.trouble());
        assertTrue(server.users().isEmpty());
        assertTrue(server.walk("1.3", 10).isEmpty());
        assertTrue(server.trapTest().join().isEmpty());
        server.close();
        assertTrue(Files.notExists(folder.resolve(SnmpServer.ENGINE_FILE)));
    }

    @Test
    void aWrongSettingKeepsItOffAndSaysWhy() {
        Map<String, Object> config = new HashMap<>(TestAgent.defaults());
        config.put("v3.read.auth", "MD5");
        SnmpServer server = server(config);
        server.start();
        assertEquals("off", server.status().state());
        assertTrue(
                server.status().trouble().contains("v3.read.auth = MD5"),
                server.status().trouble());
        server.close();
        assertTrue(doors().isEmpty());
    }

    @Test
    void whatIsOnTellsWhereAndWhoMayAsk() {
        SnmpServer server = server(TestAgent.defaults());
        server.start();
        TestAgent.until(() -> server.status().state().equals("open"));
        TestAgent.until(() -> !doors().isEmpty());
        SnmpStatus status = server.status();
        assertEquals(doors(), List.of(status.address()));
        assertEquals(List.of("v1", "v2c", "v3"), status.versions());
        assertEquals(1, status.boots());
        assertEquals(6, server.users().size());
        assertTrue(!server.users().toString().contains(TestAgent.READ));
        assertEquals("1", server.walk("1.3.6.1.6.3.10.2.1.2", 1).get(0).value());
        server.close();
        assertEquals("gone", doors().get(1));
    }

    @Test
    void eachKeyWithASecretIsGivenToTheSealer() {
        List<String> sealed = new ArrayList<>();
        new SnmpServer(
                TestAgent.config(Map.of()), context(), new AgentServices(), null, (pid, keys) -> sealed.addAll(keys));
        assertEquals(8, sealed.size());
        assertTrue(sealed.stream().allMatch(key -> key.endsWith(".community") || key.endsWith(".pass")));
    }
}
