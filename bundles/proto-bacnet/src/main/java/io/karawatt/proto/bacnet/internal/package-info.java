/** BACnet/IP gateway. */
@NullMarked
package io.karawatt.proto.bacnet.internal;

import org.jspecify.annotations.NullMarked;
