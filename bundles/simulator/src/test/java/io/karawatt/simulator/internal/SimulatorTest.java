package io.karawatt.simulator.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.gateway.Endpoint;
import io.karawatt.modbus.serial.SerialLinks;
import io.karawatt.profile.read.ProfileLibrary;
import io.karawatt.site.SimulatedSite;
import io.karawatt.site.SimulatorControl;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.converter.Converters;

final class SimulatorTest {

    private final Set<Class<?>> registered = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<Class<?>> announced = new LinkedBlockingQueue<>();

    /** Knows nothing but registering services. */
    private BundleContext context() {
        return (BundleContext) Proxy.newProxyInstance(
                BundleContext.class.getClassLoader(),
                new Class<?>[] {BundleContext.class},
                (self, method, arguments) -> {
                    if (!method.getName().equals("registerService") || !(arguments[0] instanceof Class<?> type)) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    registered.add(type);
                    announced.add(type);
                    return registration(type);
                });
    }

    private ServiceRegistration<?> registration(Class<?> type) {
        return (ServiceRegistration<?>) Proxy.newProxyInstance(
                ServiceRegistration.class.getClassLoader(),
                new Class<?>[] {ServiceRegistration.class},
                (self, method, arguments) -> registered.remove(type));
    }

    private static SimulatorConfig config(Map<String, Object> settings) {
        return Converters.standardConverter().convert(settings).to(SimulatorConfig.class);
    }

    @Test
    void servicesComeWithTheProfilesAndGoWithTheComponent() throws Exception {
        Simulator simulator = new Simulator(config(Map.of("truth.port", 0)), context());
        simulator.profilesChanged(ProfileLibrary.EMPTY.profiles());
        simulator.profilesChanged(DemoSite.profiles());
        for (Class<?> type = null; type != SimulatedSite.class; ) {
            type = announced.poll(60, TimeUnit.SECONDS);
            assertTrue(type != null, "the site did not begin to play");
        }

        assertEquals(
                Set.of(Endpoint.class, SerialLinks.class, SimulatorControl.class, SimulatedSite.class), registered);
        simulator.deactivate();
        assertEquals(Set.of(), registered);
    }

    @Test
    void aMissingSiteFileKeepsTheComponentFromStarting() {
        SimulatorConfig wrong = config(Map.of("site.file", "/nowhere/site.yaml"));

        Exception fault = assertThrows(Exception.class, () -> new Simulator(wrong, context()));
        assertEquals("/nowhere/site.yaml: does not exist; correct the path", fault.getMessage());
    }
}
