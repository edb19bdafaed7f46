package io.weft.state.format;

import io.weft.api.serialization.DescriptiveSnapshot;
import io.weft.api.serialization.TypeSerializer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells which states can't follow changes of their classes. */
public final class KryoWarning {

    private static final Logger LOG = LoggerFactory.getLogger(KryoWarning.class);

    private KryoWarning() {}

    /**
     * Logs which types Kryo writes, if any.
     *
     * @param what is written by the serializers
     */
    public static void log(List<? extends TypeSerializer<?>> serializers, String what) {
        Set<String> types = types(serializers);
        if (!types.isEmpty()) {
            LOG.warn(
                    "{}: Kryo writes {}. Such state is slower, and can't be read any more when the"
                            + " class changes. Make them records or POJOs, or give the state a serializer.",
                    what,
                    types);
        }
    }

    /** The types that Kryo writes: those of the serializers, or within them. */
    static Set<String> types(List<? extends TypeSerializer<?>> serializers) {
        Set<String> types = new TreeSet<>();
        for (TypeSerializer<?> serializer : serializers) {
            types.addAll(DescriptiveSnapshot.genericTypes(serializer.snapshotConfiguration()));
        }
        return types;
    }
}
