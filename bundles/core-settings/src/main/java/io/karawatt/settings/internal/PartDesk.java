package io.karawatt.settings.internal;

import io.karawatt.access.AccessRequest;
import io.karawatt.access.Asker;
import io.karawatt.settings.DeviceSettings;
import io.karawatt.settings.SettingState;
import io.karawatt.settings.SettingsOrder;
import io.karawatt.settings.SettingsOutcome;
import io.karawatt.settings.SettingsPart;
import io.karawatt.settings.SettingsReading;
import io.karawatt.topology.InstalledDevice;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads and changes the settings of installed devices. */
@Component(service = DeviceSettings.class)
public final class PartDesk implements DeviceSettings {

    private final Surroundings around;

    /**
     * Opens the desk.
     *
     * @param around what it works with.
     */
    @Activate
    public PartDesk(@Reference(name = "surroundings") Surroundings around) {
        this.around = around;
    }

    @Override
    public List<SettingsPart> parts(String device) {
        return around.device(device)
                .map(found -> new SettingsMap(found.profile()).parts())
                .orElse(List.of());
    }

    @Override
    public CompletableFuture<SettingsReading> read(String device, SettingsPart part) {
        Optional<InstalledDevice> found = around.device(device);
        if (found.isEmpty()) {
            return CompletableFuture.completedFuture(new SettingsReading.Failed(Surroundings.unknown(device)));
        }
        return around.workers().run(() -> read(found.get(), part), SettingsReading.Failed::new);
    }

    private SettingsReading read(InstalledDevice device, SettingsPart part) {
        SettingsMap map = new SettingsMap(device.profile());
        try {
            Image image = new PartReader(map, around.talk(device)).read(part);
            return image.fields().isEmpty()
                    ? new SettingsReading.Failed(device.device().key() + " has no settings '" + part + "'")
                    : new SettingsReading.Read(part, states(image));
        } catch (TalkFailed e) {
            return new SettingsReading.Failed(e.reason());
        }
    }

    private static List<SettingState> states(Image image) {
        return image.arranged().stream()
                .map(field -> new SettingState(
                        field.name(),
                        field.show(image.of(field)),
                        field.row().coding().unit(),
                        field.row().access().writable()
                                ? field.row().setting().allowed(field.row().coding())
                                : "",
                        field.row().origin().sourced()))
                .toList();
    }

    @Override
    public CompletableFuture<SettingsOutcome> apply(Asker asker, SettingsOrder order) {
        AccessRequest request = asker.wants(AccessRequest.Operation.WRITE, order.describe());
        Optional<String> refusal = around.gate().refusal(request);
        Optional<InstalledDevice> found = around.device(order.device());
        if (refusal.isPresent() || found.isEmpty()) {
            return CompletableFuture.completedFuture(
                    new SettingsOutcome.Refused(refusal.orElse(Surroundings.unknown(order.device()))));
        }
        return around.workers()
                .change(order.device(), () -> apply(found.get(), order, request), SettingsOutcome.Refused::new);
    }

    private SettingsOutcome apply(InstalledDevice device, SettingsOrder order, AccessRequest request) {
        Talk talk = around.talk(device);
        Plan plan;
        try {
            plan = new Planner(new SettingsMap(device.profile()), talk).plan(order);
        } catch (WrongOrder e) {
            return new SettingsOutcome.Refused(e.reason());
        } catch (TalkFailed e) {
            return new SettingsOutcome.Refused("what is set now could not be read: " + e.reason());
        }
        if (plan.wanted().fields().isEmpty()) {
            return new SettingsOutcome.Done(List.of());
        }
        SettingsOutcome outcome = new Execution(talk, around.pause()).run(plan);
        around.gate().written(request, outcome.describe());
        if (outcome instanceof SettingsOutcome.Done && order.part().group().equals(SettingsPart.LOAD)) {
            around.loadsChanged(order.device());
        }
        return outcome;
    }
}
