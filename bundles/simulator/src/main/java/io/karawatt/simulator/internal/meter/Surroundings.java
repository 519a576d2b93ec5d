package io.karawatt.simulator.internal.meter;

import io.karawatt.simulator.internal.physics.Grid;
import io.karawatt.simulator.internal.physics.InputPoint.Medium;
import io.karawatt.simulator.internal.physics.LoadClass;
import io.karawatt.simulator.internal.physics.LoadType;
import io.karawatt.simulator.internal.physics.QuantityRule;
import io.karawatt.simulator.internal.site.Site;
import java.util.Map;

/**
 * What all meters of a site share.
 *
 * @param site the site.
 * @param grid its supply.
 * @param quantities how quantities are computed.
 * @param settings what settings hold at first.
 * @param classes classes of loads.
 * @param types wirings of loads.
 * @param media what may hang on inputs.
 */
public record Surroundings(
        Site site,
        Grid grid,
        QuantityRule.Table quantities,
        SettingTable settings,
        Map<String, LoadClass> classes,
        Map<String, LoadType> types,
        Map<String, Medium> media) {

    /**
     * Makes those of a site.
     *
     * @param site the site.
     * @return with all tables read.
     */
    public static Surroundings of(Site site) {
        Grid grid = new Grid(site.supply().voltage(), site.supply().frequency(), site.seed(), site.calendar());
        return new Surroundings(
                site,
                grid,
                new QuantityRule.Table(),
                new SettingTable(),
                LoadClass.all(),
                LoadType.all(),
                Medium.all());
    }
}
