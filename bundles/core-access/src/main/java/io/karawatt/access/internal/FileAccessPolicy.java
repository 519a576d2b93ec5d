package io.karawatt.access.internal;

import io.karawatt.access.AccessDecision;
import io.karawatt.access.AccessPolicy;
import io.karawatt.access.AccessRequest;
import io.karawatt.access.AccessRequest.Operation;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides by one configuration file; refuses whatever the file does not allow.
 *
 * <p>Looking is always allowed: which doors are open at all is for the faces to say. A faulty file refuses everything
 * else instead of taking the policy away, so that the faces go on answering reads and their clients learn why they may
 * not write. A new configuration is taken over in place, because faces that were restarted for it would drop their
 * clients. A policy with a higher {@code service.ranking} replaces this one (docs/adr/0009-access-policy.md).
 */
@Component(
        configurationPid = FileAccessPolicy.PID,
        service = AccessPolicy.class,
        property = "service.ranking:Integer=-1000")
@Designate(ocd = AccessConfig.class)
public final class FileAccessPolicy implements AccessPolicy {

    static final String PID = "io.karawatt.access";

    private static final Logger LOG = LoggerFactory.getLogger(FileAccessPolicy.class);
    private static final int MOST_ENTRIES = 1000;

    private volatile Rules rules;

    @Activate
    public FileAccessPolicy(AccessConfig config) {
        this.rules = rules(config);
    }

    @Modified
    void modified(AccessConfig config) {
        rules = rules(config);
    }

    @Override
    public AccessDecision decide(AccessRequest request) {
        return rules.decide(request);
    }

    private static Rules rules(AccessConfig config) {
        try {
            Set<Operation> allowed = EnumSet.noneOf(Operation.class);
            if (config.write_enabled()) {
                allowed.add(Operation.WRITE);
            }
            if (config.command_enabled()) {
                allowed.add(Operation.COMMAND);
            }
            Clients clients = Clients.parse(
                    entries("write.clients", config.write_clients()).toList());
            Set<String> faces = entries("write.faces", config.write_faces()).collect(Collectors.toUnmodifiableSet());
            if (!allowed.isEmpty()) {
                LOG.info("{} allowed from {} clients and networks over {}", allowed, clients.size(), faces);
            }
            return new Rules("", allowed, clients, faces);
        } catch (IllegalArgumentException e) {
            String fault = String.valueOf(e.getMessage());
            LOG.error("everything is refused, etc/{}.cfg is faulty: {}", PID, fault);
            return Rules.faulty(fault);
        }
    }

    /** A .cfg file gives one text with commas, the configuration service an array; both mean the same. */
    private static Stream<String> entries(String key, String[] values) {
        List<String> entries = Stream.of(values)
                .flatMap(value -> Stream.of(value.split(",")))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
        if (entries.size() > MOST_ENTRIES) {
            throw new IllegalArgumentException(key + " has more than " + MOST_ENTRIES + " entries; use networks");
        }
        return entries.stream();
    }
}
