package io.karawatt.proto.bacnet.internal.object;

import com.serotonin.bacnet4j.type.enumerated.ErrorCode;
import com.serotonin.bacnet4j.type.enumerated.ObjectType;
import io.karawatt.proto.bacnet.internal.codec.ObjectIds;
import io.karawatt.proto.bacnet.internal.codec.Tags;
import io.karawatt.proto.bacnet.internal.net.Octets;

/**
 * A digital output. As long as no client has commanded it, its Present_Value is what the device says it does.
 *
 * @param meter whose it is.
 * @param number 1..n.
 */
public record BinaryOutput(Meter meter, int number) implements SensedObject {

    /** First part of its Object_Name. */
    static final String NAME = "DigitalOutput";

    @Override
    public int id() {
        return ObjectIds.of(ObjectType.binaryOutput.intValue(), meter.base() + number);
    }

    @Override
    public String name() {
        return meter.prefix() + NAME + "." + number;
    }

    @Override
    public String description() {
        return "Digital output " + number + ", " + meter.view().device().name();
    }

    @Override
    public PropertySet properties() {
        return meter.catalogue().binaryOutput();
    }

    @Override
    public boolean has(Property property) {
        return true;
    }

    /**
     * Names it among all outputs.
     *
     * @return device and number.
     */
    public Outputs.Output output() {
        return new Outputs.Output(meter.key(), number);
    }

    /**
     * Returns what clients command.
     *
     * @return the priority array.
     */
    public PriorityArray commands() {
        return meter.world().outputs().of(output());
    }

    /**
     * Tells whether it is, or shall be, on.
     *
     * @return what clients command; what the device says as long as none has.
     */
    public boolean active() {
        PriorityArray commands = commands();
        return commands.touched() ? commands.effective() : feedback();
    }

    private boolean feedback() {
        return meter.values().contact(meter.outputsPoint(), number);
    }

    @Override
    public Condition condition() {
        return meter.values().condition(meter.outputsPoint(), number, Meter.OUTPUTS);
    }

    @Override
    public double number(Property property) {
        return switch (property.kind()) {
            case PRESENT_VALUE -> active() ? 1 : 0;
            case FEEDBACK_VALUE -> feedback() ? 1 : 0;
            default -> SensedObject.super.number(property);
        };
    }

    @Override
    public void value(Property property, long index, Octets out, Wishes wishes) {
        switch (property.kind()) {
            case PRESENT_VALUE -> Tags.enumerated(out, active() ? 1 : 0);
            case FEEDBACK_VALUE -> Tags.enumerated(out, feedback() ? 1 : 0);
            case RELINQUISH_DEFAULT -> Tags.enumerated(out, 0);
            case PRIORITY_ARRAY -> priorityArray(index, out);
            case OBJECT_IDENTIFIER -> Tags.objectId(out, id());
            case OBJECT_TYPE -> Tags.enumerated(out, ObjectType.binaryOutput.intValue());
            default -> BinaryValues.value(this, condition(), property, index, out);
        }
    }

    private void priorityArray(long index, Octets out) {
        PriorityArray commands = commands();
        if (index == 0) {
            Tags.unsigned(out, PriorityArray.LOWEST);
        } else if (index == Property.NO_INDEX) {
            for (int priority = 1; priority <= PriorityArray.LOWEST; priority++) {
                slot(commands, priority, out);
            }
        } else if (index <= PriorityArray.LOWEST) {
            slot(commands, (int) index, out);
        } else {
            throw Refusal.property(ErrorCode.invalidArrayIndex);
        }
    }

    private static void slot(PriorityArray commands, int priority, Octets out) {
        Boolean on = commands.at(priority);
        if (on == null) {
            Tags.none(out);
        } else {
            Tags.enumerated(out, on ? 1 : 0);
        }
    }
}
