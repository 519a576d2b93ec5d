/** The objects of the agent: answered by arithmetic from the picture of the installation and the process image. */
@NullMarked
package io.karawatt.proto.snmp.internal.tree;

import org.jspecify.annotations.NullMarked;
