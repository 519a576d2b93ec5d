package io.karawatt.proto.snmp.internal.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.proto.snmp.internal.agent.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.VariableBinding;

/** GetNext over everything (RFC 3416 section 4.2.2). */
class WalkTest {

    private final TestSite site = TestSite.ofManuals();

    @Test
    void aWalkTellsEveryObjectOnceInLexicographicOrder() {
        for (Tree tree : List.of(site.tree(false), site.tree(true))) {
            List<VariableBinding> all = walk(tree, "1");
            for (int i = 1; i < all.size(); i++) {
                OID before = all.get(i - 1).getOid();
                OID now = all.get(i).getOid();
                assertTrue(before.compareTo(now) < 0, () -> now + " after " + before);
            }
            assertTrue(all.stream().noneMatch(binding -> binding.isException()));
            // gwUtcTime, counters of interfaces and the like may differ; that they are there may not.
            all.forEach(binding -> assertFalse(
                    Null.isExceptionSyntax(tree.get(binding.getOid()).getSyntax())));
        }
    }

    // Rule of the layout: column first, then address, then load; a walk of one column lists all loads of the site.
    @Test
    void aColumnListsAllLoadsOfTheSite() {
        List<String> rows = walk(site.tree(false), TestSite.BRANCH + "20.20.1.10000").stream()
                .map(binding -> binding.getOid().toString().replace(TestSite.BRANCH + "20.20.1.10000.", ""))
                .toList();
        assertEquals(List.of("3.1", "4.1", "5.1", "5.2", "5.3", "7.1", "9.1"), rows);
    }

    @Test
    void aStrictWalkLeavesOutWhatIsNotMeasured() {
        site.put("i30-5", "2/currentI1", 1);
        List<VariableBinding> all = walk(site.tree(true), TestSite.BRANCH + "20.20");
        assertEquals(
                List.of(new OID(TestSite.BRANCH + "20.20.1.10000.5.2")),
                all.stream().map(VariableBinding::getOid).toList());
    }

    // Sub-identifiers are unsigned 32-bit numbers and OIDs of any length may be asked for.
    @Test
    void oddQuestionsFindTheNextObject() {
        Tree tree = site.tree(false);
        assertNext("20.20.1.10001.3.1", tree, "20.20.1.10000.9.2");
        assertNext("20.20.1.10001.3.1", tree, "20.20.1.10000.4294967295");
        assertNext("20.20.1.10001.3.1", tree, "20.20.1.10000.9.4294967295");
        assertNext("20.20.1.10001.3.1", tree, "20.20.1.10000.4294967295.4294967295.4294967295");
        assertNext("20.20.1.10000.5.1", tree, "20.20.1.10000.5");
        assertNext("20.20.1.10000.5.1", tree, "20.20.1.10000.5.0.7.7.7");
        assertNext("20.20.1.10000.5.2", tree, "20.20.1.10000.5.1.0");
        assertNext("20.20.1.10000.5.1", tree, "20.20.1.10000.4.2147483648");
        assertNext("20.20.1.10000.3.1", tree, "20.20.1.9999.4294967295.1");
        assertNext("20.20.1.10000.3.1", tree, "20.20");
        assertNext("20.20.1.10000.3.1", tree, "20.20.0.4294967295");
        assertNext("20.30.1.10023.3.1", tree, "20.20.1.4294967295");
        assertNull(tree.next(new OID("2")));
        assertEquals(
                new OID("1.3.6.1.2.1.1.1.0"),
                Objects.requireNonNull(tree.next(new OID("0"))).getOid());
    }

    private static void assertNext(String expected, Tree tree, String after) {
        VariableBinding next = Objects.requireNonNull(tree.next(new OID(TestSite.BRANCH + after)));
        assertEquals(new OID(TestSite.BRANCH + expected), next.getOid());
    }

    private static List<VariableBinding> walk(Tree tree, String from) {
        List<VariableBinding> all = new ArrayList<>();
        OID root = new OID(from);
        for (VariableBinding next = tree.next(root);
                next != null && next.getOid().startsWith(root);
                next = tree.next(next.getOid())) {
            all.add(next);
        }
        return all;
    }
}
