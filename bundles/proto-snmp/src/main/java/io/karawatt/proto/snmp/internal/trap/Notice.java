package io.karawatt.proto.snmp.internal.trap;

import java.util.List;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.VariableBinding;

/**
 * One notification to be sent.
 *
 * @param oid its number.
 * @param generic generic-trap number of SNMPv1; 6 for those of the enterprise.
 * @param enterprise enterprise of SNMPv1.
 * @param carried what it carries after sysUpTime and snmpTrapOID.
 */
record Notice(OID oid, int generic, OID enterprise, List<VariableBinding> carried) {

    /** Copies the list. */
    Notice {
        carried = List.copyOf(carried);
    }
}
