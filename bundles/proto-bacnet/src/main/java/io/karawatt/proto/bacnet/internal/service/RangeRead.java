package io.karawatt.proto.bacnet.internal.service;

import com.serotonin.bacnet4j.type.enumerated.ErrorClass;
import com.serotonin.bacnet4j.type.enumerated.ErrorCode;
import com.serotonin.bacnet4j.type.enumerated.RejectReason;
import io.karawatt.proto.bacnet.internal.codec.Rejected;
import io.karawatt.proto.bacnet.internal.codec.TagReader;
import io.karawatt.proto.bacnet.internal.codec.Tags;
import io.karawatt.proto.bacnet.internal.net.Octets;
import io.karawatt.proto.bacnet.internal.object.ActiveSubscriptions;
import io.karawatt.proto.bacnet.internal.object.Kind;
import io.karawatt.proto.bacnet.internal.object.Property;
import io.karawatt.proto.bacnet.internal.object.Refusal;
import io.karawatt.proto.bacnet.internal.object.ServedObject;
import io.karawatt.proto.bacnet.internal.object.VirtualDevice;
import io.karawatt.proto.bacnet.internal.object.Wishes;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * ReadRange (clause 15.8) by position, of the lists that there are: Object_List and Active_COV_Subscriptions. As many
 * items as fit one datagram are given; the flags say whether there are more.
 */
public final class RangeRead implements ReadService {

    private static final int OBJECT = 0;
    private static final int PROPERTY = 1;
    private static final int INDEX = 2;
    private static final int BY_POSITION = 3;
    private static final int FLAGS = 3;
    private static final int COUNT = 4;
    private static final int ITEMS = 5;
    private static final int FIRST_ITEM = 0x80;
    private static final int LAST_ITEM = 0x40;
    private static final int MORE_ITEMS = 0x20;
    private static final int ROOM = 1400;
    private static final int LIST_ITEM_NOT_NUMBERED = 141;

    private final ActiveSubscriptions subscriptions;

    /**
     * Makes the service.
     *
     * @param subscriptions who is told of changes.
     */
    public RangeRead(ActiveSubscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    @Override
    public void answer(VirtualDevice device, TagReader in, Octets out, Wishes wishes) {
        Request request = Request.read(in);
        ServedObject object = device.find(request.object());
        if (object == null) {
            throw Refusal.unknownObject();
        }
        Property property = object.find(request.property());
        if (property == null) {
            throw Refusal.unknownProperty();
        }
        if (request.indexed()) {
            throw Refusal.property(ErrorCode.propertyIsNotAnArray);
        }
        Tags.contextObjectId(out, OBJECT, object.id());
        Tags.context(out, PROPERTY, request.property());
        if (property.kind() == Kind.OBJECT_LIST) {
            items(device.size(), request, out, at -> Tags.objectId(out, device.id(at)));
        } else if (property.kind() == Kind.ACTIVE_COV_SUBSCRIPTIONS) {
            List<? extends ActiveSubscriptions.Entry> entries = subscriptions.of(device.address());
            items(entries.size(), request, out, at -> entries.get(at).write(out));
        } else {
            throw new Refusal(ErrorClass.services, ErrorCode.propertyIsNotAList);
        }
    }

    /** What is asked for; without a range all from the first on. */
    private record Request(int object, long property, boolean indexed, long reference, int count) {

        static Request read(TagReader in) {
            int object = in.objectId(OBJECT);
            long property = in.unsigned(PROPERTY);
            boolean indexed = in.nextIs(INDEX);
            if (indexed) {
                in.unsigned(INDEX);
            }
            long reference = 1;
            int count = Integer.MAX_VALUE;
            if (in.nextOpens(BY_POSITION)) {
                in.open(BY_POSITION);
                reference = in.number(Tags.UNSIGNED);
                count = in.signed();
                in.close(BY_POSITION);
                if (count == 0) {
                    throw new Rejected(RejectReason.parameterOutOfRange);
                }
            } else if (!in.atEnd()) {
                // By sequence number or by time: lists here have neither.
                throw new Refusal(ErrorClass.services, ErrorCode.forId(LIST_ITEM_NOT_NUMBERED));
            }
            in.requireEnd();
            return new Request(object, property, indexed, reference, count);
        }

        /** Returns the first position, from 1. */
        long from() {
            return count > 0 ? reference : Math.max(1, reference + count + 1);
        }

        /** Returns the last position. */
        long to(int size) {
            return Math.min(size, count > 0 ? reference + count - 1 : reference);
        }
    }

    /** Writes the items asked for, as many as there is room for, with flags and count in front. */
    private static void items(int size, Request request, Octets out, IntConsumer write) {
        boolean any = request.reference() >= 1 && request.reference() <= size;
        long from = any ? request.from() : 1;
        long to = any ? request.to(size) : 0;
        int flagsAt = out.size();
        Tags.contextBits(out, FLAGS, 0, 3);
        // The count is rewritten when it is known; it is kept two octets long.
        int countAt = out.size();
        out.u8(COUNT << 4 | 8 | 2).u16(0);
        Tags.open(out, ITEMS);
        int given = 0;
        for (long at = from; at <= to && out.size() < ROOM; at++) {
            write.accept((int) at - 1);
            given++;
        }
        Tags.close(out, ITEMS);
        boolean all = from + given > to;
        int flags = (given > 0 && from == 1 ? FIRST_ITEM : 0)
                | (given > 0 && from + given - 1 == size ? LAST_ITEM : 0)
                | (all ? 0 : MORE_ITEMS);
        out.set(flagsAt + 2, flags);
        out.set(countAt + 1, given >>> 8);
        out.set(countAt + 2, given);
    }
}
