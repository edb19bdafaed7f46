package io.weft.transport;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.util.DefaultClassResolver;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Knows the registered classes and no others. All lists are one type on the wire, and so are all sets and all maps. */
final class StrictClassResolver extends DefaultClassResolver {

    private static final List<Class<?>> COLLECTIONS = List.of(List.class, Set.class, Map.class);

    @Override
    @SuppressWarnings("rawtypes") // as Kryo declares it
    public Registration getRegistration(Class type) {
        Registration registered = super.getRegistration(type);
        if (registered != null) {
            return registered;
        }
        for (Class<?> collection : COLLECTIONS) {
            if (collection.isAssignableFrom(type)) {
                return super.getRegistration(collection);
            }
        }
        return null;
    }

    /** A class told by its name: Kryo would load it before it looks whether it is registered. */
    @Override
    protected Registration readName(Input input) {
        throw new KryoException("A class is given by name; only registered numbers are read");
    }
}
