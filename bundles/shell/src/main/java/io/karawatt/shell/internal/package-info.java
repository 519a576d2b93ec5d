/** Console commands: each a thin class of its own; what they say and how it looks lies in plain classes beside them. */
@Header(name = "Karaf-Commands", value = "*")
@NullMarked
package io.karawatt.shell.internal;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Header;
