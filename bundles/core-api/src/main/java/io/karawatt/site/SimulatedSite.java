package io.karawatt.site;

import io.karawatt.topology.Device;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The site that the simulator plays, for those who set the gateway up to read it. */
@ProviderType
public interface SimulatedSite {

    /**
     * Returns the name of the site.
     *
     * @return from the site file.
     */
    String name();

    /**
     * Returns the lines.
     *
     * @return in the order of the site file.
     */
    List<SimulatedLine> lines();

    /**
     * Returns the devices as the gateway would know them, with line, address and loads.
     *
     * @return in rising order of address.
     */
    List<Device> devices();

    /**
     * A line that a driver can open.
     *
     * @param name name of the line.
     * @param kind {@code digiware}, {@code rs485} or {@code modbus-tcp}.
     * @param port what to give the driver as port: {@code sim:NAME} for a wire in memory, {@code HOST:PORT} for TCP.
     * @param baud speed in bit/s; 0 for TCP.
     * @param format character format, for example {@code 8N1}; empty for TCP.
     */
    record SimulatedLine(String name, String kind, String port, int baud, String format) {}
}
