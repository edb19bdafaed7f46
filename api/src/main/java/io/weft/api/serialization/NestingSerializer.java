package io.weft.api.serialization;

import java.util.List;

/** A serializer that leaves parts of its values to others. */
public interface NestingSerializer {

    /** The serializers of the parts. */
    List<? extends TypeSerializer<?>> nestedSerializers();
}
