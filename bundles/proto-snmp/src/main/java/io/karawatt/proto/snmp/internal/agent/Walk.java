package io.karawatt.proto.snmp.internal.agent;

import io.karawatt.snmp.SnmpAgent;
import io.karawatt.snmp.SnmpObject;
import java.util.ArrayList;
import java.util.List;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.VariableBinding;

/** Walks a tree from inside, for people. */
final class Walk {

    private Walk() {}

    /**
     * Tells the objects below an OID.
     *
     * @param tree what is served.
     * @param oid where to begin, dotted decimal numbers; a leading dot does no harm.
     * @param most most objects.
     * @throws IllegalArgumentException in plain words when the text is no OID or the number is out of range.
     */
    static List<SnmpObject> below(Tree tree, String oid, int most) {
        if (most < 1 || most > SnmpAgent.LONGEST_WALK) {
            throw new IllegalArgumentException(
                    "the number of objects, " + most + ", is outside 1.." + SnmpAgent.LONGEST_WALK);
        }
        OID root = parse(oid);
        List<SnmpObject> found = new ArrayList<>();
        VariableBinding next = new VariableBinding(root, tree.get(root));
        if (next.getVariable().isException()) {
            next = tree.next(root);
        }
        while (next != null && found.size() < most && next.getOid().startsWith(root)) {
            found.add(new SnmpObject(
                    next.getOid().toDottedString(),
                    next.getVariable().getSyntaxString(),
                    next.getVariable().toString()));
            next = tree.next(next.getOid());
        }
        return found;
    }

    private static OID parse(String text) {
        String dotted = text.startsWith(".") ? text.substring(1) : text;
        String[] numbers = dotted.split("\\.", -1);
        if (numbers.length > Envelope.MOST_SUB_IDS) {
            throw new IllegalArgumentException("'" + text + "' has more than " + Envelope.MOST_SUB_IDS + " numbers");
        }
        int[] subIds = new int[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            try {
                subIds[i] = Integer.parseUnsignedInt(numbers[i]);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "'" + text + "' is no OID: write numbers with dots between them, for example 1.3.6.1.2.1.1", e);
            }
        }
        return new OID(subIds);
    }
}
