/** Which objects there are: their numbers, names and texts, and the MIB files made of them. */
@NullMarked
package io.karawatt.proto.snmp.internal.mib;

import org.jspecify.annotations.NullMarked;
