package io.karawatt.proto.bacnet.internal.service;

import io.karawatt.proto.bacnet.internal.codec.TagReader;
import io.karawatt.proto.bacnet.internal.codec.Tags;

/** A value that a client writes, as far as anything here takes it. */
sealed interface Written {

    /** No value: gives a command up. */
    record Nothing() implements Written {}

    /** A truth value. */
    record Truth(boolean value) implements Written {}

    /** One of a list of names. */
    record Choice(long number) implements Written {}

    /** Anything else. */
    record Other() implements Written {}

    /** Reads what stands between the opening and closing tag with that number. */
    static Written read(TagReader in, int tag) {
        in.open(tag);
        Written value =
                switch (in.nextApplication()) {
                    case Tags.NULL -> {
                        in.none();
                        yield new Nothing();
                    }
                    case Tags.BOOLEAN -> new Truth(in.bool());
                    case Tags.ENUMERATED -> new Choice(in.number(Tags.ENUMERATED));
                    default -> new Other();
                };
        while (!in.nextCloses(tag)) {
            in.skip();
            value = new Other();
        }
        in.close(tag);
        return value;
    }
}
