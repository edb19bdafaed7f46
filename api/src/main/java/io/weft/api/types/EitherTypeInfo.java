package io.weft.api.types;

import io.weft.api.config.SerializerConfig;
import io.weft.api.data.Either;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.composite.EitherSerializer;
import java.util.Objects;

/** The type of values of one of two types. */
public final class EitherTypeInfo<L, R> extends TypeInformation<Either<L, R>> {

    private final TypeInformation<L> first;
    private final TypeInformation<R> second;

    public EitherTypeInfo(Class<L> first, Class<R> second) {
        this(TypeInformation.of(first), TypeInformation.of(second));
    }

    public EitherTypeInfo(TypeInformation<L> first, TypeInformation<R> second) {
        this.first = Objects.requireNonNull(first, "first");
        this.second = Objects.requireNonNull(second, "second");
    }

    public TypeInformation<L> getLeftType() {
        return first;
    }

    public TypeInformation<R> getRightType() {
        return second;
    }

    @Override
    @SuppressWarnings("unchecked") // a class knows nothing of its type parameters
    public Class<Either<L, R>> getTypeClass() {
        return (Class<Either<L, R>>) (Class<?>) Either.class;
    }

    @Override
    public boolean isKeyType() {
        return first.isKeyType() && second.isKeyType();
    }

    @Override
    public TypeSerializer<Either<L, R>> createSerializer(SerializerConfig config) {
        return new EitherSerializer<>(first.createSerializer(config), second.createSerializer(config));
    }

    @Override
    public String toString() {
        return "Either<" + first + ", " + second + ">";
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof EitherTypeInfo<?, ?> that && first.equals(that.first) && second.equals(that.second);
    }

    @Override
    public int hashCode() {
        return Objects.hash(first, second);
    }
}
