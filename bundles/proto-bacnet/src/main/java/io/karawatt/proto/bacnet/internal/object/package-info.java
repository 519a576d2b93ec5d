/** The devices and objects that clients see, found and answered by arithmetic from the process image. */
@NullMarked
package io.karawatt.proto.bacnet.internal.object;

import org.jspecify.annotations.NullMarked;
