package io.karawatt.simulator.internal.site;

import java.util.List;
import java.util.Optional;

/**
 * Who reads whom at a site: gateways, system interfaces and supervisors on its lines. A line has one master.
 *
 * @param gateways gateways, displays and system interfaces, in the order of the file.
 * @param supervisors who wants to know all in the end.
 */
public record Network(List<SiteGateway> gateways, List<Supervisor> supervisors) {

    /** A site whose lines all lead to one gateway that the file does not mention. */
    public static final Network NONE = new Network(List.of(), List.of());

    /** Copies the lists. */
    public Network {
        gateways = List.copyOf(gateways);
        supervisors = List.copyOf(supervisors);
    }

    /**
     * Finds a gateway.
     *
     * @param name its name.
     * @return the gateway, or empty.
     */
    public Optional<SiteGateway> gateway(String name) {
        return gateways.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /**
     * Lists who answers on a line.
     *
     * @param line name of the line.
     * @return in the order of the file.
     */
    public List<SiteGateway> slavesOn(String line) {
        return gateways.stream().filter(one -> one.slave().contains(line)).toList();
    }

    /**
     * Returns the lines of the gateway nearest to the supervisors: the first that no other gateway reads. Where there
     * are only system interfaces, the lines of the first supervisor.
     *
     * @return names of lines; empty when nobody is mentioned.
     */
    public List<String> top() {
        return gateways.stream()
                .filter(one -> !one.transparent() && one.slave().stream().noneMatch(this::readByGateway))
                .map(SiteGateway::master)
                .findFirst()
                .or(() -> supervisors.stream()
                        .map(Supervisor::master)
                        .filter(lines -> !lines.isEmpty())
                        .findFirst())
                .orElse(List.of());
    }

    private boolean readByGateway(String line) {
        return gateways.stream().anyMatch(one -> one.master().contains(line));
    }

    /**
     * A gateway, a display or a system interface.
     *
     * @param name short name, unique among gateways and devices.
     * @param product reference of the product, for example {@code M-70}; {@link #INTERFACE} for a system interface.
     * @param address its own Modbus address; 0 for a system interface, which has none.
     * @param master lines it reads.
     * @param slave lines on which it answers, for itself and for all it reads.
     */
    public record SiteGateway(String name, String product, int address, List<String> master, List<String> slave) {

        /** System interface between a Digiware bus and RS485: lets requests through, unit by unit. */
        public static final String INTERFACE = "C-31";

        /** Copies the lists. */
        public SiteGateway {
            master = List.copyOf(master);
            slave = List.copyOf(slave);
        }

        /**
         * Tells whether it only lets requests through.
         *
         * @return true for a system interface.
         */
        public boolean transparent() {
            return product.equals(INTERFACE);
        }
    }

    /**
     * Who wants to know all in the end.
     *
     * @param name what people call it.
     * @param master lines it reads; none when it runs inside a gateway.
     * @param inside name of the gateway in which it runs, as displays and web pages do; empty for a machine of its own.
     */
    public record Supervisor(String name, List<String> master, String inside) {

        /** Copies the list. */
        public Supervisor {
            master = List.copyOf(master);
        }
    }
}
