package io.karawatt.demo.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far the start has come.
 *
 * @param endpoints address of each open door by its name.
 * @param site whether the simulated site is known.
 * @param waiting names of lines none of whose devices has delivered a value yet.
 */
record Progress(Map<String, String> endpoints, boolean site, List<String> waiting) {

    /** Copies the collections. */
    Progress {
        endpoints = Map.copyOf(endpoints);
        waiting = List.copyOf(waiting);
    }

    /**
     * Reads the setting that says which doors must be open.
     *
     * @param setting names separated by commas.
     * @return the names in the order given.
     */
    static List<String> names(String setting) {
        return Arrays.stream(setting.split(",", -1))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /**
     * Lists what is still missing.
     *
     * @param expected names of the doors that must be open.
     * @return plain words, one entry for each thing; empty when everything answers.
     */
    List<String> missing(Collection<String> expected) {
        List<String> missing = new ArrayList<>();
        for (String name : expected) {
            if (!endpoints.containsKey(name)) {
                missing.add(name + " is not open");
            }
        }
        if (!site) {
            missing.add("the simulated site did not start");
        }
        for (String line : waiting) {
            missing.add("no device on line " + line + " has answered");
        }
        return missing;
    }

    /**
     * Renders the open doors as scripts expect them: first the expected ones in their order, then the others by name.
     *
     * @param expected names of the doors that must be open.
     * @return one line {@code endpoint NAME ADDRESS} for each.
     */
    List<String> lines(Collection<String> expected) {
        List<String> lines = new ArrayList<>();
        Map<String, String> others = new TreeMap<>(endpoints);
        for (String name : expected) {
            String address = others.remove(name);
            if (address != null) {
                lines.add("endpoint " + name + " " + address);
            }
        }
        others.forEach((name, address) -> lines.add("endpoint " + name + " " + address));
        return lines;
    }
}
