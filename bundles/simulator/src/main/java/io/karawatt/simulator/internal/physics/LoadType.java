package io.karawatt.simulator.internal.physics;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Wiring of a load; a row of {@code load-types.csv}.
 *
 * @param name as the manuals write it, for example {@code 3P+N-3CT}.
 * @param code what the register {@code loadType} holds.
 * @param phases number of phase conductors, 1..3.
 * @param neutral whether there is a neutral conductor.
 * @param transformers number of current transformers, 1..4.
 */
public record LoadType(String name, int code, int phases, boolean neutral, int transformers) {

    /**
     * Reads all types.
     *
     * @return by name, in the order of the table.
     */
    public static Map<String, LoadType> all() {
        Map<String, LoadType> all = new LinkedHashMap<>();
        for (Map<String, String> row : CsvRows.read("load-types.csv")) {
            String name = row.getOrDefault("type", "");
            all.put(
                    name,
                    new LoadType(
                            name,
                            Integer.parseInt(row.getOrDefault("code", "")),
                            Integer.parseInt(row.getOrDefault("phases", "")),
                            "yes".equals(row.get("neutral")),
                            Integer.parseInt(row.getOrDefault("cts", ""))));
        }
        return all;
    }
}
