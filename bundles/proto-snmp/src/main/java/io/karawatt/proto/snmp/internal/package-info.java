/** SNMP agent. */
@NullMarked
package io.karawatt.proto.snmp.internal;

import org.jspecify.annotations.NullMarked;
