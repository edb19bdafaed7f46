package io.weft.api.serialization.composite;

import io.weft.api.data.Either;
import io.weft.api.serialization.DataInputView;
import io.weft.api.serialization.DataOutputView;
import io.weft.api.serialization.MutableSerializer;
import io.weft.api.serialization.NestingSerializer;
import io.weft.api.serialization.ScopedSerializer;
import io.weft.api.serialization.TypeSerializer;
import io.weft.api.serialization.TypeSerializerSnapshot;
import io.weft.api.serialization.composite.ContainerSnapshot.Container;
import java.io.IOException;
import java.util.List;

/** Serializes a value of one of two types: a byte, 1 for left and 0 for right, and the value. */
public final class EitherSerializer<L, R> extends MutableSerializer<Either<L, R>>
        implements ScopedSerializer, NestingSerializer {

    private final TypeSerializer<L> left;
    private final TypeSerializer<R> right;

    public EitherSerializer(TypeSerializer<L> left, TypeSerializer<R> right) {
        this.left = left;
        this.right = right;
    }

    @Override
    public boolean isImmutableType() {
        return left.isImmutableType() && right.isImmutableType();
    }

    @Override
    public TypeSerializer<Either<L, R>> duplicate() {
        return new EitherSerializer<>(left.duplicate(), right.duplicate());
    }

    @Override
    public Either<L, R> createInstance() {
        R value = right.createInstance();
        return value == null ? null : Either.Right(value);
    }

    @Override
    public Either<L, R> copy(Either<L, R> from) {
        if (isImmutableType()) {
            return from;
        }
        return from.isLeft() ? Either.Left(left.copy(from.left())) : Either.Right(right.copy(from.right()));
    }

    @Override
    public void serialize(Either<L, R> record, DataOutputView target) throws IOException {
        target.writeBoolean(record.isLeft());
        if (record.isLeft()) {
            left.serialize(record.left(), target);
        } else {
            right.serialize(record.right(), target);
        }
    }

    @Override
    public Either<L, R> deserialize(DataInputView source) throws IOException {
        return source.readBoolean() ? Either.Left(left.deserialize(source)) : Either.Right(right.deserialize(source));
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        boolean isLeft = source.readBoolean();
        target.writeBoolean(isLeft);
        (isLeft ? left : right).copy(source, target);
    }

    @Override
    public void startScope() {
        ScopedSerializer.startScope(left);
        ScopedSerializer.startScope(right);
    }

    @Override
    public List<? extends TypeSerializer<?>> nestedSerializers() {
        return List.of(left, right);
    }

    @Override
    public TypeSerializerSnapshot<Either<L, R>> snapshotConfiguration() {
        return ContainerSnapshot.of(Container.EITHER, "left", left, "right", right);
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof EitherSerializer<?, ?> that && left.equals(that.left) && right.equals(that.right);
    }

    @Override
    public int hashCode() {
        return 31 * left.hashCode() + right.hashCode();
    }
}
