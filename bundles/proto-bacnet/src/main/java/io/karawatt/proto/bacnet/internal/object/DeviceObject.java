package io.karawatt.proto.bacnet.internal.object;

import com.serotonin.bacnet4j.type.enumerated.ErrorCode;
import com.serotonin.bacnet4j.type.enumerated.ObjectType;
import io.karawatt.proto.bacnet.internal.codec.ObjectIds;
import io.karawatt.proto.bacnet.internal.codec.Tags;
import io.karawatt.proto.bacnet.internal.net.Octets;
import io.karawatt.proto.bacnet.internal.net.Terms;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.function.LongSupplier;

/** The Device object of the gateway or of a meter. */
public final class DeviceObject implements ServedObject {

    private static final int OPERATIONAL = 0;
    private static final int NON_OPERATIONAL = 4;
    private static final int SEGMENTED_BOTH = 0;
    private static final int CONFORMANCE_CLASS = 2;

    private final VirtualDevice device;
    private final DeviceTexts texts;
    private final Site.Setup setup;
    private final LongSupplier hours;

    /** Describes a device; hours in operation come from the supplier. */
    DeviceObject(VirtualDevice device, DeviceTexts texts, Site.Setup setup, LongSupplier hours) {
        this.device = device;
        this.texts = texts;
        this.setup = setup;
        this.hours = hours;
    }

    @Override
    public int id() {
        return ObjectIds.of(ObjectType.device.intValue(), device.instance());
    }

    @Override
    public String name() {
        return texts.name();
    }

    @Override
    public String description() {
        return texts.description();
    }

    /**
     * Returns what it says in words.
     *
     * @return the texts.
     */
    public DeviceTexts texts() {
        return texts;
    }

    @Override
    public PropertySet properties() {
        return setup.catalogue().device();
    }

    @Override
    public boolean has(Property property) {
        return true;
    }

    @Override
    public void value(Property property, long index, Octets out, Wishes wishes) {
        switch (property.kind()) {
            case OBJECT_IDENTIFIER -> Tags.objectId(out, id());
            case OBJECT_NAME -> Tags.text(out, texts.name());
            case OBJECT_TYPE -> Tags.enumerated(out, ObjectType.device.intValue());
            case SYSTEM_STATUS -> Tags.enumerated(out, device.silent() ? NON_OPERATIONAL : OPERATIONAL);
            case DESCRIPTION -> Tags.text(out, texts.description());
            case LOCATION -> Tags.text(out, texts.location());
            case MODEL_NAME -> Tags.text(out, texts.model());
            case FIRMWARE_REVISION -> Tags.text(out, texts.firmware());
            case APPLICATION_SOFTWARE_VERSION -> Tags.text(out, texts.software());
            case SERIAL_NUMBER -> Tags.text(out, texts.serial());
            case VERSION_BUILD_DATE -> Tags.text(out, texts.build());
            case OPERATING_HOUR_COUNTER -> Tags.unsigned(out, hours.getAsLong());
            case OBJECT_LIST -> objectList(index, out);
            case PROPERTY_LIST -> propertyList(index, out);
            case ACTIVE_COV_SUBSCRIPTIONS -> subscriptions(out);
            case LOCAL_DATE, LOCAL_TIME, UTC_OFFSET, DAYLIGHT_SAVINGS_STATUS -> clock(property.kind(), out);
            default -> protocol(property.kind(), out);
        }
    }

    private void protocol(Kind kind, Octets out) {
        Terms terms = setup.terms();
        switch (kind) {
            case VENDOR_NAME -> Tags.text(out, setup.settings().vendorName());
            case VENDOR_IDENTIFIER -> Tags.unsigned(out, terms.vendor());
            case PROTOCOL_VERSION -> Tags.unsigned(out, 1);
            case PROTOCOL_REVISION -> Tags.unsigned(out, Supported.REVISION);
            case PROTOCOL_CONFORMANCE_CLASS -> Tags.unsigned(out, CONFORMANCE_CLASS);
            case PROTOCOL_SERVICES_SUPPORTED -> Tags.bits(out, setup.supported().serviceBits(), Supported.SERVICE_BITS);
            case PROTOCOL_OBJECT_TYPES_SUPPORTED ->
                Tags.bits(out, setup.supported().typeBits(), Supported.TYPE_BITS);
            case MAX_APDU_LENGTH_ACCEPTED -> Tags.unsigned(out, Terms.MAX_APDU);
            case SEGMENTATION_SUPPORTED -> Tags.enumerated(out, SEGMENTED_BOTH);
            case MAX_SEGMENTS_ACCEPTED -> Tags.unsigned(out, Terms.MAX_SEGMENTS);
            case APDU_TIMEOUT, APDU_SEGMENT_TIMEOUT ->
                Tags.unsigned(out, terms.timeout().toMillis());
            case NUMBER_OF_APDU_RETRIES -> Tags.unsigned(out, terms.retries());
            case DATABASE_REVISION -> Tags.unsigned(out, setup.revision().getAsLong());
            case DEVICE_ADDRESS_BINDING -> {
                // An empty list is written as nothing.
            }
            default -> throw Refusal.unknownProperty();
        }
    }

    private void clock(Kind kind, Octets out) {
        Clock clock = setup.world().clock();
        ZonedDateTime now = ZonedDateTime.now(clock);
        switch (kind) {
            case LOCAL_DATE -> Tags.date(out, now.toLocalDate());
            case LOCAL_TIME -> Tags.time(out, now.toLocalTime());
            case UTC_OFFSET -> {
                Duration east = Duration.ofSeconds(now.getZone()
                        .getRules()
                        .getStandardOffset(now.toInstant())
                        .getTotalSeconds());
                Tags.signed(out, (int) -east.toMinutes());
            }
            default -> Tags.bool(out, now.getZone().getRules().isDaylightSavings(now.toInstant()));
        }
    }

    private void objectList(long index, Octets out) {
        if (index == Property.NO_INDEX) {
            for (int i = 0; i < device.size(); i++) {
                Tags.objectId(out, device.id(i));
            }
        } else if (index == 0) {
            Tags.unsigned(out, device.size());
        } else if (index <= device.size()) {
            Tags.objectId(out, device.id((int) index - 1));
        } else {
            throw Refusal.property(ErrorCode.invalidArrayIndex);
        }
    }

    private void subscriptions(Octets out) {
        setup.subscriptions().of(device.address()).forEach(entry -> entry.write(out));
    }
}
