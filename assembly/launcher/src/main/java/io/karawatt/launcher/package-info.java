/**
 * Programs that run outside the container: {@link io.karawatt.launcher.Gateway} starts it in its own process,
 * {@link io.karawatt.launcher.Console} sends one command to the console of a running one.
 */
@NullMarked
package io.karawatt.launcher;

import org.jspecify.annotations.NullMarked;
