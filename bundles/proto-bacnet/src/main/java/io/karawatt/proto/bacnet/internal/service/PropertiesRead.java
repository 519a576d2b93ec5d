package io.karawatt.proto.bacnet.internal.service;

import com.serotonin.bacnet4j.type.enumerated.ErrorClass;
import com.serotonin.bacnet4j.type.enumerated.ErrorCode;
import com.serotonin.bacnet4j.type.enumerated.RejectReason;
import io.karawatt.proto.bacnet.internal.codec.Rejected;
import io.karawatt.proto.bacnet.internal.codec.TagReader;
import io.karawatt.proto.bacnet.internal.codec.Tags;
import io.karawatt.proto.bacnet.internal.net.Octets;
import io.karawatt.proto.bacnet.internal.object.Property;
import io.karawatt.proto.bacnet.internal.object.Refusal;
import io.karawatt.proto.bacnet.internal.object.ServedObject;
import io.karawatt.proto.bacnet.internal.object.VirtualDevice;
import io.karawatt.proto.bacnet.internal.object.Wishes;
import org.jspecify.annotations.Nullable;

/** ReadPropertyMultiple (clause 15.7); what can't be read is told property by property. */
public final class PropertiesRead implements ReadService {

    private static final int OBJECT = 0;
    private static final int LIST = 1;
    private static final int ASKED_PROPERTY = 0;
    private static final int ASKED_INDEX = 1;
    private static final int PROPERTY = 2;
    private static final int INDEX = 3;
    private static final int VALUE = 4;
    private static final int ERROR = 5;

    @Override
    public void answer(VirtualDevice device, TagReader in, Octets out, Wishes wishes) {
        do {
            int id = in.objectId(OBJECT);
            ServedObject object = device.find(id);
            Tags.contextObjectId(out, OBJECT, object == null ? id : object.id());
            Tags.open(out, LIST);
            in.open(LIST);
            while (!in.nextCloses(LIST)) {
                long property = in.unsigned(ASKED_PROPERTY);
                long index = in.nextIs(ASKED_INDEX) ? in.unsigned(ASKED_INDEX) : Property.NO_INDEX;
                answer(object, property, index, out, wishes);
            }
            in.close(LIST);
            Tags.close(out, LIST);
        } while (!in.atEnd());
    }

    private static void answer(@Nullable ServedObject object, long property, long index, Octets out, Wishes wishes) {
        boolean several = property == Property.ALL || property == Property.REQUIRED || property == Property.OPTIONAL;
        if (several && index != Property.NO_INDEX) {
            throw new Rejected(RejectReason.inconsistentParameters);
        }
        if (!several || object == null) {
            single(object, property, index, out, wishes);
            return;
        }
        for (Property row : object.properties().rows()) {
            if (object.has(row) && meant(row, property)) {
                single(object, row.id(), Property.NO_INDEX, out, wishes);
            }
        }
    }

    private static boolean meant(Property row, long wanted) {
        if (row.id() == Property.PROPERTY_LIST) {
            return false;
        }
        if (wanted == Property.ALL) {
            return true;
        }
        boolean required = row.conformance() == Property.Conformance.REQUIRED;
        return (wanted == Property.REQUIRED) == required;
    }

    private static void single(@Nullable ServedObject object, long property, long index, Octets out, Wishes wishes) {
        Tags.context(out, PROPERTY, property);
        if (index != Property.NO_INDEX) {
            Tags.context(out, INDEX, index);
        }
        int before = out.size();
        try {
            if (object == null) {
                error(ErrorClass.object, ErrorCode.unknownObject, out);
                return;
            }
            Tags.open(out, VALUE);
            object.read(property, index, out, wishes);
            Tags.close(out, VALUE);
        } catch (Refusal refusal) {
            out.truncate(before);
            error(refusal.type(), refusal.code(), out);
        }
    }

    private static void error(ErrorClass type, ErrorCode code, Octets out) {
        Tags.open(out, ERROR);
        Tags.enumerated(out, type.intValue());
        Tags.enumerated(out, code.intValue());
        Tags.close(out, ERROR);
    }
}
