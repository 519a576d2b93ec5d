package io.karawatt.proto.snmp.internal.tree;

import io.karawatt.view.DeviceView;
import io.karawatt.view.SiteView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * The tables for one picture of the installation, swapped in at once when it changes. Immutable.
 *
 * @param site what is installed.
 * @param devices the devices with their values.
 * @param metrology the tables of measured values, in the order of their numbers.
 * @param tables other tables with rows from the installation, in the order of their makers.
 */
record Picture(SiteView site, List<DeviceWindow> devices, List<MetrologyGrid> metrology, List<Grid> tables) {

    /** Copies the lists. */
    Picture {
        devices = List.copyOf(devices);
        metrology = List.copyOf(metrology);
        tables = List.copyOf(tables);
    }

    /**
     * Takes a picture.
     *
     * @param site what is installed.
     * @param sources where values come from.
     * @param plan plan of the tables of measured values.
     * @param makers make the other tables.
     * @param strict whether a value that is not there is no instance.
     * @return the picture.
     */
    static Picture of(
            SiteView site,
            Sources sources,
            CellPlan plan,
            List<Function<List<DeviceWindow>, Grid>> makers,
            boolean strict) {
        List<DeviceWindow> devices = site.devices().stream()
                .map(view -> new DeviceWindow(view, sources.live(), sources.demand(), sources.nanos()))
                .toList();
        List<MetrologyGrid.LoadRow> rows = loads(devices);
        return new Picture(
                site,
                devices,
                plan.grids(rows, strict),
                makers.stream().map(maker -> maker.apply(devices)).toList());
    }

    /**
     * Lists the loads of devices.
     *
     * @param devices devices in rising order of address.
     * @return their loads, at least one a device, in rising order.
     */
    static List<MetrologyGrid.LoadRow> loads(List<DeviceWindow> devices) {
        List<MetrologyGrid.LoadRow> rows = new ArrayList<>();
        for (DeviceWindow device : devices) {
            DeviceView view = device.view();
            Arrays.stream(view.loads()).forEach(load -> rows.add(new MetrologyGrid.LoadRow(device, load)));
        }
        return rows;
    }
}
