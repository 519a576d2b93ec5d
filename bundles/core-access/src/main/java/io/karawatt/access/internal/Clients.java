package io.karawatt.access.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * From where something may be done.
 *
 * @param networks ranges of addresses.
 * @param ports serial ports whose master may do it; on a serial line nobody else can be told apart.
 */
record Clients(List<Network> networks, Set<String> ports) {

    private static final String SERIAL = "serial:";

    Clients {
        networks = List.copyOf(networks);
        ports = Set.copyOf(ports);
    }

    /**
     * Reads a list.
     *
     * @param entries addresses, networks, and {@code serial:PORT} for ports.
     * @return the clients.
     * @throws IllegalArgumentException in plain words when an entry is none of them.
     */
    static Clients parse(Collection<String> entries) {
        List<Network> networks = new ArrayList<>();
        Set<String> ports = new HashSet<>();
        for (String entry : entries) {
            if (!entry.startsWith(SERIAL)) {
                networks.add(Network.parse(entry));
            } else if (entry.length() > SERIAL.length()) {
                ports.add(entry.substring(SERIAL.length()));
            } else {
                throw new IllegalArgumentException(
                        "'" + entry + "' names no port; write for example serial:/dev/ttyS1");
            }
        }
        return new Clients(networks, ports);
    }

    /** Tells whether a client is one of them. */
    boolean contains(String client) {
        return ports.contains(client) || networks.stream().anyMatch(network -> network.contains(client));
    }

    /** Returns how many entries there are. */
    int size() {
        return networks.size() + ports.size();
    }
}
