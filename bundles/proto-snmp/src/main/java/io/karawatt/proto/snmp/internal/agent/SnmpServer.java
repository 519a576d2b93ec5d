package io.karawatt.proto.snmp.internal.agent;

import io.karawatt.secret.SealedSettings;
import io.karawatt.secret.Secrets;
import io.karawatt.snmp.SnmpAgent;
import io.karawatt.snmp.SnmpDelivery;
import io.karawatt.snmp.SnmpObject;
import io.karawatt.snmp.SnmpStatus;
import io.karawatt.snmp.SnmpUser;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The SNMP agent as a component: off until enabled; a face is registered while its port is open. */
@Component(configurationPid = SnmpServer.PID, immediate = true, service = SnmpAgent.class)
public final class SnmpServer implements SnmpAgent {

    static final String PID = "io.karawatt.proto.snmp";

    /** File in the data folder. */
    static final String ENGINE_FILE = "snmp-engine.cfg";

    private static final String DATA = "karaf.data";
    private static final List<String> SECRET_KEYS = List.of(
            "v1.read.community",
            "v1.write.community",
            "v2c.read.community",
            "v2c.write.community",
            "v3.read.auth.pass",
            "v3.read.priv.pass",
            "v3.write.auth.pass",
            "v3.write.priv.pass");

    private final Announcement announcement;
    private final String trouble;
    private final @Nullable AgentRun run;

    /**
     * Made by the container.
     *
     * @param config what the operator wishes.
     * @param context registers the face and knows the data folder.
     * @param services the rest of the gateway.
     * @param secrets opens sealed texts; null while nobody can.
     * @param sealer seals readable ones in the configuration; null while nobody does.
     */
    @Activate
    public SnmpServer(
            AgentConfig config,
            BundleContext context,
            @Reference(name = "services") AgentServices services,
            @Reference(
                            name = "secrets",
                            cardinality = ReferenceCardinality.OPTIONAL,
                            policyOption = ReferencePolicyOption.GREEDY)
                    @Nullable
                    Secrets secrets,
            @Reference(
                            name = "sealer",
                            cardinality = ReferenceCardinality.OPTIONAL,
                            policyOption = ReferencePolicyOption.GREEDY)
                    @Nullable
                    SealedSettings sealer) {
        this.announcement = new Announcement(context);
        Time time = Time.system();
        String problem = "";
        AgentRun started = null;
        if (config.enabled()) {
            Notices notices = new Notices(services.events(), time);
            try {
                AgentSettings settings = SettingsReader.read(config, secrets);
                EngineFile file = new EngineFile(engineFile(context), new SecureRandom(), notices::warning);
                started = new AgentRun(settings, file, services, time, announcement::announce);
            } catch (IllegalArgumentException | IOException e) {
                problem = String.valueOf(e.getMessage());
                notices.error("the agent stays off: " + problem);
            }
        }
        this.trouble = problem;
        this.run = started;
        if (sealer != null) {
            sealer.seal(PID, SECRET_KEYS);
        }
    }

    private static Path engineFile(BundleContext context) {
        String folder = context.getProperty(DATA);
        if (folder == null) {
            throw new IllegalArgumentException(
                    "framework property " + DATA + " is not set, so the SNMP engine can't count its starts; set it");
        }
        return Path.of(folder).resolve(ENGINE_FILE);
    }

    /** Opens the port. */
    @Activate
    void start() {
        if (run != null) {
            run.start();
        }
    }

    @Deactivate
    void close() {
        announcement.close();
        if (run != null) {
            run.close();
        }
    }

    @Override
    public SnmpStatus status() {
        AgentRun now = run;
        if (now == null) {
            return new SnmpStatus("off", trouble, "", List.of(), "", 0, Duration.ZERO, List.of(), Map.of());
        }
        String address = now.loop().address();
        return new SnmpStatus(
                address.isEmpty() ? "shut" : "open",
                now.loop().trouble(),
                address,
                now.settings().versions().stream().sorted().map(Version::label).toList(),
                now.engine().identity().engineId(),
                now.engine().identity().boots(),
                now.engine().upTime(),
                now.settings().notices(),
                now.counters().all());
    }

    @Override
    public List<SnmpUser> users() {
        AgentRun now = run;
        return now == null
                ? List.of()
                : new Grants(now.settings().communities(), now.settings().users()).shown();
    }

    @Override
    public List<SnmpObject> walk(String oid, int most) {
        AgentRun now = run;
        return Walk.below(now == null ? Tree.EMPTY : now.engine().trees().full(), oid, most);
    }

    @Override
    public CompletableFuture<List<SnmpDelivery>> trapTest() {
        AgentRun now = run;
        return now == null
                ? CompletableFuture.completedFuture(List.of())
                : now.engine().trapTest();
    }
}
