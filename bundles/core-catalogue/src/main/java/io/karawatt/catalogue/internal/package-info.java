/** Offers the checked catalogue and profiles as services, and keeps them up to date. */
@NullMarked
package io.karawatt.catalogue.internal;

import org.jspecify.annotations.NullMarked;
