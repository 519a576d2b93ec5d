package io.karawatt.proto.bacnet.internal.object;

import com.serotonin.bacnet4j.type.enumerated.ErrorCode;
import io.karawatt.proto.bacnet.internal.codec.Tags;
import io.karawatt.proto.bacnet.internal.net.Octets;
import org.jspecify.annotations.Nullable;

/** An object as a client sees it; made for one request, holds no value. */
public sealed interface ServedObject permits DeviceObject, SensedObject {

    /**
     * Returns its Object_Identifier.
     *
     * @return as in {@link io.karawatt.proto.bacnet.internal.codec.ObjectIds}.
     */
    int id();

    /**
     * Returns its Object_Name.
     *
     * @return unique in its device.
     */
    String name();

    /**
     * Returns its Description.
     *
     * @return plain words.
     */
    String description();

    /**
     * Returns the properties that objects of its kind have.
     *
     * @return in the order of Property_List.
     */
    PropertySet properties();

    /**
     * Tells whether it has one of them.
     *
     * @param property one of {@link #properties}.
     * @return false when the meter does not measure it and only what it measures is shown.
     */
    boolean has(Property property);

    /**
     * Writes a value, with application tags.
     *
     * @param property one that it has.
     * @param index array index; {@link Property#NO_INDEX} for all.
     * @param out where to.
     * @param wishes is told which points should be read first.
     */
    void value(Property property, long index, Octets out, Wishes wishes);

    /**
     * Finds a property that it has.
     *
     * @param id any number.
     * @return the property; null when there is none.
     */
    default @Nullable Property find(long id) {
        Property found = properties().find(id);
        return found != null && has(found) ? found : null;
    }

    /**
     * Writes a value, or throws a {@link Refusal}.
     *
     * @param id number of the property.
     * @param index array index; {@link Property#NO_INDEX} for all.
     * @param out where to.
     * @param wishes is told which points should be read first.
     */
    default void read(long id, long index, Octets out, Wishes wishes) {
        Property property = find(id);
        if (property == null) {
            throw Refusal.unknownProperty();
        }
        if (index != Property.NO_INDEX && !property.array()) {
            throw Refusal.property(ErrorCode.propertyIsNotAnArray);
        }
        value(property, index, out, wishes);
    }

    /**
     * Writes Property_List: all but Object_Identifier, Object_Name, Object_Type and itself (clause 12.1.1.4.1).
     *
     * @param index array index; {@link Property#NO_INDEX} for all.
     * @param out where to.
     */
    default void propertyList(long index, Octets out) {
        int count = 0;
        boolean written = index == Property.NO_INDEX;
        for (Property property : properties().rows()) {
            if (!listed(property)) {
                continue;
            }
            count++;
            if (index == Property.NO_INDEX || index == count) {
                Tags.enumerated(out, property.id());
                written = true;
            }
        }
        if (index == 0) {
            Tags.unsigned(out, count);
        } else if (!written) {
            throw Refusal.property(ErrorCode.invalidArrayIndex);
        }
    }

    private boolean listed(Property property) {
        return switch (property.kind()) {
            case OBJECT_IDENTIFIER, OBJECT_NAME, OBJECT_TYPE, PROPERTY_LIST -> false;
            default -> has(property);
        };
    }
}
