/** Alarms: what they tell, who keeps them, how they are acknowledged. */
@Export
@NullMarked
@Version("1.0.0")
package io.karawatt.alarm;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
