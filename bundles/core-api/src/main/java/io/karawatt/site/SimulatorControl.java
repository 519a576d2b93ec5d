package io.karawatt.site;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Switches the faults of the simulated site. Unknown addresses and lines are refused in plain words. */
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
     * Makes a second device answer to the address of the first, so that they collide.
     *
     * @param address the address that both answer.
     * @param second address of the second device; the same as {@code address} ends it.
     * @throws IllegalArgumentException when there is no such device or they are not on the same line.
     */
    void duplicate(int address, int second);

    /**
     * Tells which faults are on.
     *
     * @return one line of plain words for each; empty when none is.
     */
    List<String> faults();
}
