package io.karawatt.proto.snmp.internal.agent;

import io.karawatt.snmp.SnmpUser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.OctetString;

/** Finds what somebody may: the view-based access control of the agent (RFC 3415), with fixed views. Immutable. */
final class Grants {

    private final List<Community> communities;
    private final List<User> users;
    private final Map<OctetString, Grant> byUser = new HashMap<>();

    Grants(List<Community> communities, List<User> users) {
        this.communities = List.copyOf(communities);
        this.users = List.copyOf(users);
        users.forEach(user -> byUser.put(new OctetString(user.grant().who()), user.grant()));
    }

    /** Finds what a community may; null when it is unknown. */
    @Nullable
    Grant ofCommunity(Version version, byte[] community) {
        Grant found = null;
        for (Community one : communities) {
            // All are compared, so that the time does not tell which one was nearly right.
            if (one.grant().version() == version && one.isIn(community)) {
                found = one.grant();
            }
        }
        return found;
    }

    /** Finds what a user may; null when the name is unknown. */
    @Nullable
    Grant ofUser(byte[] name) {
        return byUser.get(new OctetString(name));
    }

    /** Tells who may ask. */
    List<SnmpUser> shown() {
        List<SnmpUser> shown = new ArrayList<>();
        communities.forEach(community -> shown.add(community.grant().shown()));
        users.forEach(user -> shown.add(user.grant().shown(user.authentication(), user.privacy())));
        return shown;
    }
}
