/** Reading and changing the settings of devices. */
@NullMarked
package io.karawatt.settings.internal;

import org.jspecify.annotations.NullMarked;
