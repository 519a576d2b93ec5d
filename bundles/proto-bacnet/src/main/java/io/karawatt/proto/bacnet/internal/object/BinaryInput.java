package io.karawatt.proto.bacnet.internal.object;

import com.serotonin.bacnet4j.type.enumerated.ObjectType;
import io.karawatt.proto.bacnet.internal.codec.ObjectIds;
import io.karawatt.proto.bacnet.internal.codec.Tags;
import io.karawatt.proto.bacnet.internal.net.Octets;

/**
 * A contact at a digital input.
 *
 * @param meter whose it is.
 * @param number 1..n.
 */
public record BinaryInput(Meter meter, int number) implements SensedObject {

    /** First part of its Object_Name. */
    static final String NAME = "DigitalInput";

    @Override
    public int id() {
        return ObjectIds.of(ObjectType.binaryInput.intValue(), meter.base() + number);
    }

    @Override
    public String name() {
        return meter.prefix() + NAME + "." + number;
    }

    @Override
    public String description() {
        return "Digital input " + number + ", " + meter.view().device().name();
    }

    @Override
    public PropertySet properties() {
        return meter.catalogue().binaryInput();
    }

    @Override
    public boolean has(Property property) {
        return true;
    }

    /**
     * Tells whether the contact is closed.
     *
     * @return false when it is open or not known.
     */
    public boolean active() {
        return meter.values().contact(meter.inputsPoint(), number);
    }

    @Override
    public Condition condition() {
        return meter.values().condition(meter.inputsPoint(), number, Meter.INPUTS);
    }

    @Override
    public double number(Property property) {
        return property.kind() == Kind.PRESENT_VALUE ? active() ? 1 : 0 : SensedObject.super.number(property);
    }

    @Override
    public void value(Property property, long index, Octets out, Wishes wishes) {
        switch (property.kind()) {
            case PRESENT_VALUE -> Tags.enumerated(out, active() ? 1 : 0);
            case OBJECT_IDENTIFIER -> Tags.objectId(out, id());
            case OBJECT_TYPE -> Tags.enumerated(out, ObjectType.binaryInput.intValue());
            default -> BinaryValues.value(this, condition(), property, index, out);
        }
    }
}
