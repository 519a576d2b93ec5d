package io.karawatt.line;

import io.karawatt.modbus.master.ModbusMaster;
import io.karawatt.modbus.master.RtuMaster;
import io.karawatt.modbus.serial.SerialLinks;
import io.karawatt.modbus.serial.SerialSettings;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Opens the serial port of a line, be it the machine's own or one that somebody plays.
 *
 * <p>Thread-safe. Players come and go; a port whose player is absent is refused like one that is unplugged.
 */
public final class SerialPorts implements MasterFactory {

    private static final List<Integer> USUAL_SPEEDS = List.of(38_400, 9600, 19_200, 115_200, 57_600, 4800, 2400, 1200);

    private final SerialSettings settings;
    private final SerialLinks machine;
    private final List<SerialLinks> players = new CopyOnWriteArrayList<>();
    private volatile @Nullable SerialLinks used;

    /**
     * Makes the entrance to one port.
     *
     * @param settings port, speed and character format.
     * @param machine the machine's own ports; asked after the players.
     */
    public SerialPorts(SerialSettings settings, SerialLinks machine) {
        this.settings = settings;
        this.machine = machine;
    }

    /**
     * Returns which port it is.
     *
     * @return port, speed and character format.
     */
    public SerialSettings settings() {
        return settings;
    }

    /**
     * Adds somebody who plays ports.
     *
     * @param player the player.
     */
    public void add(SerialLinks player) {
        players.add(player);
    }

    /**
     * Takes a player away.
     *
     * @param player the player.
     * @return whether the port was last opened by this player, and is therefore gone.
     */
    public boolean remove(SerialLinks player) {
        players.remove(player);
        return used == player;
    }

    @Override
    public ModbusMaster open() throws IOException {
        return open(settings);
    }

    @Override
    public int baud() {
        return settings.baud();
    }

    @Override
    public List<Integer> otherSpeeds() {
        return USUAL_SPEEDS.stream().filter(baud -> baud != settings.baud()).toList();
    }

    @Override
    public ModbusMaster open(int baud) throws IOException {
        return open(
                new SerialSettings(settings.port(), baud, settings.dataBits(), settings.parity(), settings.stopBits()));
    }

    private ModbusMaster open(SerialSettings wanted) throws IOException {
        SerialLinks links = find();
        used = links;
        return new RtuMaster(links.open(wanted), wanted);
    }

    private SerialLinks find() throws IOException {
        for (SerialLinks player : players) {
            if (player.knows(settings.port())) {
                return player;
            }
        }
        if (machine.knows(settings.port())) {
            return machine;
        }
        throw new IOException("no such port: " + settings.port()
                + " (nobody plays it now: is the simulator active and the name in its site?)");
    }
}
