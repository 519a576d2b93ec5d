package io.karawatt.proto.snmp.internal.agent;

import org.snmp4j.CommandResponderEvent;
import org.snmp4j.PDU;

/**
 * A request of somebody who was recognised.
 *
 * @param event as the message layer brought it.
 * @param pdu what is wanted.
 * @param grant what the asker may.
 * @param tree what the asker sees.
 * @param room bytes that the variables of the response may take.
 */
record Request(CommandResponderEvent<?> event, PDU pdu, Grant grant, Tree tree, int room) {

    /** Whether the errors and types of version 1 are due. */
    boolean v1() {
        return grant.version() == Version.V1;
    }

    /** Address of the asker, as people write it. */
    String from() {
        return Door.text(event.getPeerAddress());
    }
}
