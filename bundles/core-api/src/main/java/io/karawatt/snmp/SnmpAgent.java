package io.karawatt.snmp;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The SNMP agent as operators see it; there also while it is off. Tells no community and no pass phrase. Thread-safe.
 */
@ProviderType
public interface SnmpAgent {

    /** Most objects that one walk tells. */
    int LONGEST_WALK = 100_000;

    /**
     * Tells how the agent is doing.
     *
     * @return a snapshot.
     */
    SnmpStatus status();

    /**
     * Tells who may ask.
     *
     * @return the communities and users that are accepted, without their secrets.
     */
    List<SnmpUser> users();

    /**
     * Walks the tree from inside, as a manager with the right to read would.
     *
     * @param oid where to begin, for example {@code 1.3.6.1.2.1.1}; all told objects lie below it.
     * @param most most objects to tell, 1..{@link #LONGEST_WALK}.
     * @return the objects in their order; empty when the agent is off.
     * @throws IllegalArgumentException in plain words when the text is no OID or the number is out of range.
     */
    List<SnmpObject> walk(String oid, int most);

    /**
     * Sends a test notification to each configured host.
     *
     * @return one entry a host; empty when the agent is off or no host is configured. Completed never exceptionally and
     *     within 10 s.
     */
    CompletableFuture<List<SnmpDelivery>> trapTest();
}
