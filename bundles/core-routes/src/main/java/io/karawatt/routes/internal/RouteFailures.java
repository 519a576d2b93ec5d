package io.karawatt.routes.internal;

import java.time.InstantSource;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what the routes of one contributor throw: Camel itself would log a page for each event. */
final class RouteFailures implements ExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(RouteFailures.class);

    private final String contributor;
    private final Throttle throttle;

    RouteFailures(String contributor, InstantSource clock) {
        this.contributor = contributor;
        this.throttle = new Throttle(clock);
    }

    @Override
    public void handleException(Throwable exception) {
        tell(exception);
    }

    @Override
    public void handleException(@Nullable String message, Throwable exception) {
        tell(exception);
    }

    @Override
    public void handleException(@Nullable String message, @Nullable Exchange exchange, Throwable exception) {
        tell(exception);
    }

    private void tell(Throwable exception) {
        long failed = throttle.count();
        if (failed > 0) {
            LOG.warn("{} events lost in a route of {}, the last by", failed, contributor, exception);
        }
    }
}
