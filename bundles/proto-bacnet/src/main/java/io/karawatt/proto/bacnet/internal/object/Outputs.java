package io.karawatt.proto.bacnet.internal.object;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** The priority arrays of all outputs; they outlive changes of the topology. Thread-safe. */
public final class Outputs {

    private final Map<Output, PriorityArray> arrays = new ConcurrentHashMap<>();

    /**
     * Names an output.
     *
     * @param device key of the device.
     * @param number 1..n.
     */
    public record Output(String device, int number) {}

    /**
     * Returns what is commanded.
     *
     * @param output which output.
     * @return its array.
     */
    public PriorityArray of(Output output) {
        return arrays.getOrDefault(output, PriorityArray.UNTOUCHED);
    }

    /**
     * Changes what is commanded, after the device followed.
     *
     * @param output which output; one that exists, so that there are never more than outputs.
     * @param change what to change.
     */
    public void change(Output output, UnaryOperator<PriorityArray> change) {
        arrays.compute(output, (key, old) -> change.apply(old == null ? PriorityArray.UNTOUCHED : old));
    }
}
