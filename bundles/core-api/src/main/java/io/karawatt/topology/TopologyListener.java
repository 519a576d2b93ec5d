package io.karawatt.topology;

/** Registered as a service by whoever must know at once that the installation changed. */
public interface TopologyListener {

    /**
     * Tells the new picture; also called once when the listener comes. Must return quickly and not throw.
     *
     * @param now what is installed now.
     */
    void changed(Installation now);
}
