package io.karawatt.site;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Switches the faults of the simulated site and does what a hand does there. Devices are named by the address that the
 * site file gives them, whatever address they answer to now. Unknown addresses and lines are refused in plain words.
 */
@ProviderType
public interface SimulatorControl {

    /**
     * Pulls the plug of a device, or puts it back.
     *
     * @param address Modbus address of the device.
     * @param connected whether it answers.
     * @throws IllegalArgumentException when there is no such device.
     */
    void connect(int address, boolean connected);

    /**
     * Adds noise to a line.
     *
     * @param line name of the line.
     * @param probability chance that a character is damaged, 0..1; 0 ends the noise.
     * @throws IllegalArgumentException when there is no such line or the probability is outside its range.
     */
    void noise(String line, double probability);

    /**
     * Makes a second device answer to the address of the first, so that they collide. A gateway may end that as well,
     * by giving it another address.
     *
     * @param address the address that both answer.
     * @param second address of the second device; the same as {@code address} gives all that answer to it their own
     *     back.
     * @throws IllegalArgumentException when there is no such device or they are not on the same line.
     */
    void duplicate(int address, int second);

    /**
     * Presses the address button of a device. It only counts while a gateway waits for it.
     *
     * @param address address of the device.
     * @return whether the device took it: its lamp is lit because a gateway waits.
     * @throws IllegalArgumentException when there is no such device or it has no button.
     */
    boolean press(int address);

    /**
     * Puts a new meter of the same kind in the place of another: new serial number and NET ID, counters at zero, same
     * address and settings.
     *
     * @param address address of the device.
     * @throws IllegalArgumentException when there is no such device.
     */
    void replace(int address);

    /**
     * Sets the primary current of the current transformers of a load, as with the keys of the device.
     *
     * @param address address of the device.
     * @param load number of the load, 1..n.
     * @param amperes primary current, 1..65535 A.
     * @throws IllegalArgumentException when there is no such device or load, or the device has no such setting.
     */
    void transformer(int address, int load, int amperes);

    /**
     * Sets all counters of a device back to zero.
     *
     * @param address address of the device.
     * @throws IllegalArgumentException when there is no such device.
     */
    void resetCounters(int address);

    /**
     * Tells which faults are on.
     *
     * @return one line of plain words for each; empty when none is.
     */
    List<String> faults();
}
