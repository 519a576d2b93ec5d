package io.karawatt.proto.snmp.internal.agent;

import io.karawatt.snmp.SnmpUser;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.OctetString;

/** Finds what somebody may: the view-based access control of the agent (RFC 3415), with fixed views. Immutable. */
final class Grants {

    private final List<Community> communities;
    private final byte[][] octets;
    private final List<User> users;
    private final Map<OctetString, Grant> byUser = new HashMap<>();

    Grants(List<Community> communities, List<User> users) {
        this.communities = List.copyOf(communities);
        this.octets = communities.stream().map(Community::octets).toArray(byte[][]::new);
        this.users = List.copyOf(users);
        users.forEach(user -> byUser.put(new OctetString(user.grant().who()), user.grant()));
    }

    /** Finds what a community may; null when it is unknown. */
    @Nullable
    Grant ofCommunity(Version version, byte[] community) {
        Grant found = null;
        for (int i = 0; i < octets.length; i++) {
            Grant grant = communities.get(i).grant();
            // All are compared, each in a time that does not tell how much of it was right.
            if (grant.version() == version && MessageDigest.isEqual(octets[i], community)) {
                found = grant;
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
