package io.karawatt.routes.internal;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.seda.SedaEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.errorhandler.DefaultErrorHandlerDefinition;

/**
 * The one CamelContext of the gateway, with the settings it needs in OSGi.
 *
 * <p>Camel looks for its parts by the context class loader; every call that may start something runs with Camel's own.
 */
final class CamelHost implements AutoCloseable {

    private static final String NAME = "gateway";
    private static final int SHUTDOWN_S = 5;
    private static final int STOP_ROUTE_S = 1;

    private final DefaultCamelContext context;

    /** Starts Camel. */
    CamelHost() throws Exception {
        this.context = withCamelsLoader(CamelHost::started);
    }

    private static DefaultCamelContext started() {
        DefaultCamelContext context = new DefaultCamelContext(false);
        context.disableJMX();
        context.getCamelContextExtension().setName(NAME);
        context.setApplicationContextClassLoader(CamelContext.class.getClassLoader());
        context.getShutdownStrategy().setTimeout(SHUTDOWN_S);
        context.getShutdownStrategy().setLogInflightExchangesOnTimeout(false);
        context.setStartupSummaryLevel(StartupSummaryLevel.Oneline);
        // Bodies are immutable records; there is no stream to be kept for a second reader.
        context.setStreamCaching(false);
        context.getExecutorServiceManager().setThreadNamePattern("karawatt-route-#counter#-#name#");
        // What a route throws is told by RouteFailures, which knows moderation.
        context.getCamelContextExtension()
                .setErrorHandlerFactory(new DefaultErrorHandlerDefinition().logExhausted(false));
        context.build();
        context.start();
        return context;
    }

    /** Makes the queue of an endpoint URI, or finds it. */
    SedaEndpoint queue(String uri) throws Exception {
        return withCamelsLoader(() -> context.getEndpoint(uri, SedaEndpoint.class));
    }

    /** Lets a builder describe its routes; nothing runs yet. */
    List<RouteDefinition> describe(RouteBuilder builder) throws Exception {
        return withCamelsLoader(() -> builder.configureRoutes(context).getRoutes());
    }

    /** Adds and starts routes; when one can't be started, none is left behind. */
    void start(List<RouteDefinition> routes) throws Exception {
        try {
            withCamelsLoader(() -> {
                context.addRouteDefinitions(routes);
                return routes;
            });
        } catch (Throwable failed) {
            try {
                stop(routes);
            } catch (Exception alsoFailed) {
                failed.addSuppressed(alsoFailed);
            }
            throw failed;
        }
    }

    /** Stops and removes routes; each has a second to finish what waits in its queue. */
    void stop(List<RouteDefinition> routes) throws Exception {
        withCamelsLoader(() -> {
            for (RouteDefinition route : routes) {
                context.getRouteController().stopRoute(route.getRouteId(), STOP_ROUTE_S, TimeUnit.SECONDS);
                context.removeRoute(route.getRouteId());
            }
            context.removeRouteDefinitions(routes);
            return routes;
        });
    }

    /** Removes a queue with what still waits in it. */
    void discard(SedaEndpoint queue) throws Exception {
        withCamelsLoader(() -> {
            context.removeEndpoint(queue);
            return queue;
        });
    }

    /** Returns how many routes, route definitions and endpoints there are; nothing may pile up. */
    int size() {
        return context.getRoutesSize()
                + context.getRouteDefinitions().size()
                + context.getEndpoints().size();
    }

    @Override
    public void close() {
        context.stop();
    }

    private static <T> T withCamelsLoader(Callable<T> task) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(CamelContext.class.getClassLoader());
        try {
            return task.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
