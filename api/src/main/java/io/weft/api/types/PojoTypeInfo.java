package io.weft.api.types;

import io.weft.api.config.SerializerConfig;
import io.weft.api.reflect.PojoRules;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.struct.Serializers;
import io.weft.api.serialization.struct.StructLayout;
import io.weft.api.serialization.struct.StructLayout.Kind;
import io.weft.api.serialization.struct.StructLayout.StructField;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

/** The type of POJOs and Java records. */
public final class PojoTypeInfo<T> extends CompositeType<T> {

    /**
     * @param names a POJO's fields, or a record's components in their order
     */
    PojoTypeInfo(Class<T> typeClass, List<String> names, List<TypeInformation<?>> types) {
        super(typeClass, names, types);
    }

    /** True for a Java record. */
    public boolean isRecord() {
        return getTypeClass().isRecord();
    }

    @Override
    public boolean isKeyType() {
        return PojoRules.hasOwnEquality(getTypeClass()) && super.isKeyType();
    }

    @Override
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        if (config.isForceKryoEnabled()) {
            return new GenericTypeInfo<>(getTypeClass()).createSerializer(config);
        }
        List<StructField> fields = new ArrayList<>();
        String[] names = getFieldNames();
        for (int i = 0; i < names.length; i++) {
            fields.add(new StructField(names[i], fieldTypes().get(i).createSerializer(config)));
        }
        boolean hasSubclasses = !Modifier.isFinal(getTypeClass().getModifiers());
        return Serializers.struct(new StructLayout<>(
                getTypeClass(),
                isRecord() ? Kind.RECORD : Kind.POJO,
                fields,
                hasSubclasses ? DynamicTypeInfo.serializer(config) : null));
    }

    @Override
    public String toString() {
        return getTypeClass().getSimpleName() + "{" + describeFields() + "}";
    }
}
