package io.karawatt.proto.bacnet.internal.object;

import com.serotonin.bacnet4j.type.enumerated.ObjectType;
import io.karawatt.proto.bacnet.internal.codec.ObjectIds;
import io.karawatt.proto.bacnet.internal.codec.Tags;
import io.karawatt.proto.bacnet.internal.net.Octets;
import io.karawatt.view.DeviceView;
import java.time.LocalDateTime;

/**
 * A measured quantity of a load: instance LLMM.
 *
 * @param meter whose it is.
 * @param load LL, 1..n.
 * @param row which quantity.
 * @param point point of the present value in the meter's schema, or none.
 */
public record AnalogInput(Meter meter, int load, AnalogRow row, int point) implements SensedObject {

    @Override
    public int id() {
        return ObjectIds.of(ObjectType.analogInput.intValue(), meter.base() + load * Catalogue.PER_LOAD + row.index());
    }

    @Override
    public String name() {
        return meter.prefix() + row.name() + "." + load;
    }

    @Override
    public String description() {
        return row.description() + ", " + meter.loadName(load) + ", "
                + meter.view().device().name();
    }

    @Override
    public PropertySet properties() {
        return row.properties();
    }

    @Override
    public boolean has(Property property) {
        return !property.showsPoint() || !meter.strict() || shown(property) != DeviceView.NO_POINT;
    }

    @Override
    public Condition condition() {
        return meter.values().condition(point, load, row.quantity());
    }

    @Override
    public boolean tells(Property property) {
        return switch (property.kind()) {
            case REAL, DOUBLE -> meter.values().timely(shown(property));
            case PRESENT_VALUE -> point == DeviceView.NO_POINT || meter.values().timely(point);
            default -> SensedObject.super.tells(property);
        };
    }

    @Override
    public double number(Property property) {
        return switch (property.kind()) {
            case PRESENT_VALUE -> meter.values().number(point);
            case REAL, DOUBLE -> meter.values().number(shown(property));
            default -> SensedObject.super.number(property);
        };
    }

    @Override
    public double increment(Property property) {
        return switch (property.kind()) {
            case PRESENT_VALUE, REAL, DOUBLE -> row.covIncrement();
            default -> SensedObject.super.increment(property);
        };
    }

    @Override
    public void value(Property property, long index, Octets out, Wishes wishes) {
        switch (property.kind()) {
            case PRESENT_VALUE -> {
                meter.values().ask(meter, point, wishes);
                Tags.real(out, (float) meter.values().number(point));
            }
            case STATUS_FLAGS -> {
                meter.values().ask(meter, point, wishes);
                Tags.bits(out, condition().flags(), 4);
            }
            case EVENT_STATE -> Tags.enumerated(out, condition().event());
            case RELIABILITY -> {
                meter.values().ask(meter, point, wishes);
                Tags.enumerated(out, condition().reliability());
            }
            case REAL -> Tags.real(out, (float) meter.values().number(wished(property, wishes)));
            case DOUBLE -> Tags.real64(out, meter.values().number(wished(property, wishes)));
            case DATE_TIME -> Tags.dateTime(out, meter.values().date(wished(property, wishes)));
            case PRESENT_TIME -> Tags.dateTime(out, presentTime(property, wishes));
            case OBJECT_IDENTIFIER -> Tags.objectId(out, id());
            case OBJECT_NAME -> Tags.text(out, name());
            case OBJECT_TYPE -> Tags.enumerated(out, ObjectType.analogInput.intValue());
            case OUT_OF_SERVICE, RESET -> Tags.bool(out, false);
            case UNITS -> Tags.enumerated(out, row.units());
            case DESCRIPTION -> Tags.text(out, description());
            case COV_INCREMENT -> Tags.real(out, row.covIncrement());
            case PROPERTY_LIST -> propertyList(index, out);
            default -> throw Refusal.unknownProperty();
        }
    }

    /** The meter's own date of its measures where it has one, else when the gateway received the value. */
    private @org.jspecify.annotations.Nullable LocalDateTime presentTime(Property property, Wishes wishes) {
        int dated = wished(property, wishes);
        LocalDateTime own = dated == DeviceView.NO_POINT ? null : meter.values().date(dated);
        return own == null ? meter.values().receivedAt(point) : own;
    }

    private int wished(Property property, Wishes wishes) {
        int shown = shown(property);
        meter.values().ask(meter, shown, wishes);
        return shown;
    }

    private int shown(Property property) {
        return meter.able(row.needs()) && meter.able(property.needs())
                ? meter.point(load, property.quantity(), property.stat())
                : DeviceView.NO_POINT;
    }
}
