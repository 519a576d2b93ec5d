package io.karawatt.simulator.internal.meter;

import io.karawatt.simulator.internal.physics.CsvRows;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What trends can be of ({@code trends.csv}): quantities with their service ids, in order of preference. */
final class TrendTable {

    private final Map<String, Integer> services = new LinkedHashMap<>();

    TrendTable() {
        for (Map<String, String> row : CsvRows.read("trends.csv")) {
            services.put(row.getOrDefault("quantity", ""), Integer.parseInt(row.getOrDefault("service", "0")));
        }
    }

    Map<String, Integer> services() {
        return services;
    }

    Optional<String> quantity(int service) {
        return services.entrySet().stream()
                .filter(entry -> entry.getValue() == service)
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
