package io.karawatt.proto.bacnet.internal.object;

import io.karawatt.proto.bacnet.internal.codec.Tags;
import io.karawatt.proto.bacnet.internal.net.Octets;

/** What inputs and outputs have in common. */
final class BinaryValues {

    private BinaryValues() {}

    /** Writes a property that both have. */
    static void value(ServedObject object, Condition condition, Property property, long index, Octets out) {
        switch (property.kind()) {
            case OBJECT_NAME -> Tags.text(out, object.name());
            case STATUS_FLAGS -> Tags.bits(out, condition.flags(), 4);
            case EVENT_STATE -> Tags.enumerated(out, condition.event());
            case RELIABILITY -> Tags.enumerated(out, condition.reliability());
            case OUT_OF_SERVICE -> Tags.bool(out, false);
            case POLARITY -> Tags.enumerated(out, 0);
            case DESCRIPTION -> Tags.text(out, object.description());
            case INACTIVE_TEXT -> Tags.text(out, "off");
            case ACTIVE_TEXT -> Tags.text(out, "on");
            case PROPERTY_LIST -> object.propertyList(index, out);
            default -> throw Refusal.unknownProperty();
        }
    }
}
