package io.karawatt.line;

import io.karawatt.bus.BusLine;
import io.karawatt.bus.BusReply;
import io.karawatt.bus.BusRequest;
import io.karawatt.bus.DeviceHabit;
import io.karawatt.bus.DeviceStatus;
import io.karawatt.bus.LineBudget;
import io.karawatt.bus.LineScanner;
import io.karawatt.bus.LineStatus;
import io.karawatt.bus.ScanPlan;
import io.karawatt.bus.Urgency;
import io.karawatt.topology.Installation;
import io.karawatt.topology.InstalledDevice;
import io.karawatt.topology.TopologyListener;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A component that is a line and leaves the work to its {@link LineDriver}; it adds port and configuration. */
public interface DrivenLine extends BusLine, LineScanner, TopologyListener {

    /**
     * Returns who does the work.
     *
     * @return always the same.
     */
    LineDriver driver();

    @Override
    default String name() {
        return driver().engine().name();
    }

    @Override
    default CompletableFuture<BusReply> submit(BusRequest request, Urgency urgency) {
        return driver().engine().submit(request, urgency);
    }

    @Override
    default LineScanner.Scan begin(ScanPlan plan) {
        return driver().engine().begin(plan);
    }

    @Override
    default LineStatus status() {
        return driver().engine().status();
    }

    @Override
    default List<DeviceStatus> devices() {
        return driver().engine().devices();
    }

    @Override
    default void watch(String device) {
        driver().engine().watch(device);
    }

    @Override
    default List<DeviceHabit> learned() {
        return driver().engine().learned();
    }

    @Override
    default void relearn(String device) {
        driver().engine().relearn(device);
    }

    @Override
    default LineBudget budget(List<InstalledDevice> more) {
        return driver().engine().budget(more);
    }

    @Override
    default void changed(Installation now) {
        driver().engine().changed(now);
    }
}
