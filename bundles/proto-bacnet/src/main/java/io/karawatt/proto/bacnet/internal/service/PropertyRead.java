package io.karawatt.proto.bacnet.internal.service;

import io.karawatt.proto.bacnet.internal.codec.TagReader;
import io.karawatt.proto.bacnet.internal.codec.Tags;
import io.karawatt.proto.bacnet.internal.net.Octets;
import io.karawatt.proto.bacnet.internal.object.Property;
import io.karawatt.proto.bacnet.internal.object.Refusal;
import io.karawatt.proto.bacnet.internal.object.ServedObject;
import io.karawatt.proto.bacnet.internal.object.VirtualDevice;
import io.karawatt.proto.bacnet.internal.object.Wishes;

/** ReadProperty (clause 15.5). */
public final class PropertyRead implements ReadService {

    private static final int OBJECT = 0;
    private static final int PROPERTY = 1;
    private static final int INDEX = 2;
    private static final int VALUE = 3;

    @Override
    public void answer(VirtualDevice device, TagReader in, Octets out, Wishes wishes) {
        int id = in.objectId(OBJECT);
        long property = in.unsigned(PROPERTY);
        long index = in.nextIs(INDEX) ? in.unsigned(INDEX) : Property.NO_INDEX;
        in.requireEnd();
        ServedObject object = device.find(id);
        if (object == null) {
            throw Refusal.unknownObject();
        }
        Tags.contextObjectId(out, OBJECT, object.id());
        Tags.context(out, PROPERTY, property);
        if (index != Property.NO_INDEX) {
            Tags.context(out, INDEX, index);
        }
        Tags.open(out, VALUE);
        object.read(property, index, out, wishes);
        Tags.close(out, VALUE);
    }
}
