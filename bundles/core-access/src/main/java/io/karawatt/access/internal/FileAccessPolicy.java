package io.karawatt.access.internal;

import io.karawatt.access.AccessDecision;
import io.karawatt.access.AccessPolicy;
import io.karawatt.access.AccessRequest;
import io.karawatt.access.AccessRequest.Operation;
import io.karawatt.access.internal.Rules.Rule;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
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
            Rule write = new Rule(
                    clients("write.clients", config.write_clients()),
                    "write.clients",
                    entries("write.faces", config.write_faces()),
                    "write.faces");
            Rule command = command(config, write);
            Map<Operation, Rule> allowed = new EnumMap<>(Operation.class);
            if (config.write_enabled()) {
                allowed.put(Operation.WRITE, write);
            }
            if (config.command_enabled()) {
                allowed.put(Operation.COMMAND, command);
            }
            allowed.forEach((operation, rule) -> LOG.info("{} allowed {}", operation, rule));
            return new Rules("", allowed);
        } catch (IllegalArgumentException e) {
            String fault = String.valueOf(e.getMessage());
            LOG.error("everything is refused, etc/{}.cfg is faulty: {}", PID, fault);
            return Rules.faulty(fault);
        }
    }

    /** What is not said of commands is as for writing. */
    private static Rule command(AccessConfig config, Rule write) {
        Clients clients = clients("command.clients", config.command_clients());
        Set<String> faces = entries("command.faces", config.command_faces());
        boolean ownClients = clients.size() > 0;
        boolean ownFaces = !faces.isEmpty();
        return new Rule(
                ownClients ? clients : write.clients(),
                ownClients ? "command.clients" : write.clientsKey(),
                ownFaces ? faces : write.faces(),
                ownFaces ? "command.faces" : write.facesKey());
    }

    private static Clients clients(String key, String[] values) {
        return Clients.parse(entries(key, values));
    }

    /** A .cfg file gives one text with commas, the configuration service an array; both mean the same. */
    private static Set<String> entries(String key, String[] values) {
        Set<String> entries = Stream.of(values)
                .flatMap(value -> Stream.of(value.split(",")))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (entries.size() > MOST_ENTRIES) {
            throw new IllegalArgumentException(key + " has more than " + MOST_ENTRIES + " entries; use networks");
        }
        return entries;
    }
}
