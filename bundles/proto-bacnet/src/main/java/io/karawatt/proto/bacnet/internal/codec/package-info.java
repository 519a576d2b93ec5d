/** The encoding of BACnet application data (ASHRAE 135 clause 20.2), read and written in place. */
@NullMarked
package io.karawatt.proto.bacnet.internal.codec;

import org.jspecify.annotations.NullMarked;
