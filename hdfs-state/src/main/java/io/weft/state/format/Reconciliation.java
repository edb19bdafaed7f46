package io.weft.state.format;

import io.weft.api.serialization.TypeSerializer;
import io.weft.state.StateMigrationException;
import io.weft.state.format.SerializerSnapshot.Resolution;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes what a program describes and what was restored agree: with what each restored piece is read, and with what the program goes on.
 *
 * @param readers one for each piece
 */
public record Reconciliation(RowSerializers goesOn, List<RowSerializers> readers) {

    /**
     * Finds out how restored pieces of a state can be read.
     *
     * @param what is restored, for people
     * @param kind of the state as the program describes it
     * @param serializers that the program describes
     */
    public static Reconciliation of(
            String what, StateKind kind, RowSerializers serializers, List<RestoredPiece> pieces, ClassLoader userCode)
            throws StateMigrationException {
        RowSerializers goesOn = serializers;
        List<RowSerializers> readers = new ArrayList<>();
        for (RestoredPiece piece : pieces) {
            StateSchema then = piece.schema();
            if (then.kind() != kind) {
                throw new StateMigrationException(what + " was of the kind " + then.kind() + " and is now of the kind "
                        + kind + ": give the new state another name");
            }
            if ((then.namespaces() == null) != (serializers.namespaces() == null)) {
                throw new StateMigrationException(what
                        + " belonged to windows before and does not now, or the other way round: give the new state"
                        + " another name");
            }
            Resolution<Object> namespaces = then.namespaces() == null
                    ? new Resolution<>(null, null, false)
                    : then.namespaces().resolve(goesOn.namespaces(), "The namespace of " + what, userCode);
            List<TypeSerializer<Object>> read = new ArrayList<>();
            List<TypeSerializer<Object>> write = new ArrayList<>();
            for (int i = 0; i < then.values().size(); i++) {
                Resolution<Object> value =
                        then.values().get(i).resolve(goesOn.values().get(i), what, userCode);
                read.add(value.reads());
                write.add(value.goesOn());
            }
            readers.add(new RowSerializers(goesOn.keys(), namespaces.reads(), read));
            goesOn = new RowSerializers(goesOn.keys(), namespaces.goesOn(), write);
        }
        return new Reconciliation(goesOn, readers);
    }

    /**
     * The serializer with which keys go on. What was written with another must be readable with it as it is, for keys are hashed.
     *
     * @param then how keys were written, once for each restored piece
     */
    public static <K> TypeSerializer<K> ofKeys(
            String operator, TypeSerializer<K> now, List<SerializerSnapshot> then, ClassLoader userCode)
            throws StateMigrationException {
        String what = "The keys of operator '" + operator + "'";
        KryoWarning.log(List.of(now), what);
        TypeSerializer<K> goesOn = now;
        for (SerializerSnapshot piece : then) {
            Resolution<K> resolution = piece.resolve(goesOn, what, userCode);
            if (resolution.migrates()) {
                throw new StateMigrationException(what + " have changed their type: state is found by its key, so the"
                        + " type of keys has to stay as it is");
            }
            goesOn = resolution.goesOn();
        }
        return goesOn;
    }
}
