package io.weft.api.types;

import io.weft.api.config.PipelineOptions;
import io.weft.api.config.SerializerConfig;
import io.weft.api.reflect.PojoRules;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.struct.Serializers;
import java.util.Objects;

/** The type of a class of which nothing is known but that Kryo can try. */
public final class GenericTypeInfo<T> extends TypeInformation<T> {

    private final Class<T> typeClass;

    public GenericTypeInfo(Class<T> typeClass) {
        this.typeClass = Objects.requireNonNull(typeClass, "typeClass");
    }

    @Override
    public Class<T> getTypeClass() {
        return typeClass;
    }

    @Override
    public boolean isKeyType() {
        return PojoRules.hasOwnEquality(typeClass);
    }

    @Override
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        if (config.hasGenericTypesDisabled()) {
            throw new UnsupportedOperationException(
                    "Only Kryo can serialize values of " + typeClass.getName() + ", but "
                            + PipelineOptions.GENERIC_TYPES.key()
                            + " is false. Make the class a record or a POJO, or give it a @TypeInfo");
        }
        return Serializers.generic(typeClass, config.registrations());
    }

    @Override
    public String toString() {
        return "Generic<" + typeClass.getName() + ">";
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof GenericTypeInfo<?> that && typeClass == that.typeClass;
    }

    @Override
    public int hashCode() {
        return typeClass.hashCode();
    }
}
