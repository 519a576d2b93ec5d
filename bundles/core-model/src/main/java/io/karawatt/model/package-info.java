/**
 * The vocabulary of measurement: what was measured, where, when and how far it can be trusted.
 *
 * <p>Everything here is immutable and knows neither OSGi nor any protocol. Numbers are always in the base unit of their
 * quantity (V, A, W, var, VA, Hz, Wh, s, °C); scaling happens at the edges only, in the drivers and in the servers.
 */
@Export
@NullMarked
@Version("1.0.0")
package io.karawatt.model;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
