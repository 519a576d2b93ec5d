/** The kernel of the SNMP agent: messages, security, access, requests; what is served comes from {@link AgentPart}s. */
@NullMarked
package io.karawatt.proto.snmp.internal.agent;

import org.jspecify.annotations.NullMarked;
