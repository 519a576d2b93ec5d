package io.karawatt.itest;

import io.karawatt.event.Topic;
import io.karawatt.routes.EventSources;
import io.karawatt.routes.RouteContribution;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** The whole of a bundle made by a test: counts notices, and tells the count as a service. */
public final class Contributor implements BundleActivator, RouteContribution {

    private final AtomicLong seen = new AtomicLong();

    @Override
    public void start(BundleContext context) {
        LongSupplier count = seen::get;
        context.registerService(
                LongSupplier.class, count, FrameworkUtil.asDictionary(java.util.Map.of("itest", "count")));
        context.registerService(RouteContribution.class, this, null);
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes both services back.
    }

    @Override
    public String id() {
        return "itest";
    }

    @Override
    public Set<Topic> topics() {
        return Set.of(Topic.SYSTEM);
    }

    @Override
    public RouteBuilder routes(EventSources sources) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(sources.of(Topic.SYSTEM)).process(exchange -> seen.incrementAndGet());
            }
        };
    }
}
