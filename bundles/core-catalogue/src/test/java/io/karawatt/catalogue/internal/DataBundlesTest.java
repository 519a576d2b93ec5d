package io.karawatt.catalogue.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleWiring;

class DataBundlesTest {

    @TempDir
    private Path folder;

    private final Shelf shelf = new Shelf();
    private final DataBundles bundles = new DataBundles(fake(BundleContext.class, (p, m, a) -> null), shelf);

    private static <T> T fake(Class<T> type, InvocationHandler answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, answers));
    }

    private Bundle bundle(List<BundleCapability> capabilities) {
        BundleWiring wiring = fake(BundleWiring.class, (proxy, method, args) -> capabilities);
        return fake(Bundle.class, (proxy, method, args) -> switch (method.getName()) {
            case "adapt" -> wiring;
            case "getBundleId" -> 42L;
            case "getSymbolicName" -> "io.karawatt.profiles-acme";
            case "findEntries" ->
                Collections.enumeration(List.of(
                        folder.resolve("quantities.csv").toUri().toURL(),
                        folder.resolve("README.md").toUri().toURL()));
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    @Test
    void aBundleWithTheCapabilityIsReadAndForgottenAgain() throws Exception {
        Files.writeString(
                folder.resolve("quantities.csv"),
                "key,group,scope,description,unit,signed\nvoltageV1,voltage,network,Voltage,W,maybe\n");
        BundleCapability capability = fake(BundleCapability.class, (p, m, a) -> Map.of("path", "profiles"));
        Bundle bundle = bundle(List.of(capability));
        assertEquals(42L, bundles.addingBundle(bundle, null));
        assertEquals(
                "profiles-acme/quantities.csv:2",
                shelf.profiles().problems().get(0).toString().split(": ", -1)[0]);
        bundles.removedBundle(bundle, null, 42L);
        assertTrue(shelf.profiles().problems().isEmpty());
    }

    @Test
    void otherBundlesAreLeftAlone() {
        assertNull(bundles.addingBundle(bundle(List.of()), null));
    }
}
