/** The one CamelContext and the event bus on it. */
@NullMarked
package io.karawatt.routes.internal;

import org.jspecify.annotations.NullMarked;
