/**
 * How a bundle takes part in the flows of the gateway: it registers one {@link io.karawatt.routes.RouteContribution}
 * and gets a queue of its own for each topic it names.
 */
@Export
@NullMarked
@Version("1.0.0")
package io.karawatt.routes;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
