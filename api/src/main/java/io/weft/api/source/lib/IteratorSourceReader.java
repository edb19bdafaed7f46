package io.weft.api.source.lib;

import io.weft.api.source.SourceReaderContext;
import java.util.Iterator;

/** Emits what its splits' iterators give. */
public class IteratorSourceReader<E, IterT extends Iterator<E>, SplitT extends IteratorSourceSplit<E, IterT>>
        extends IteratorSourceReaderBase<E, E, IterT, SplitT> {

    public IteratorSourceReader(SourceReaderContext context) {
        super(context);
    }

    @Override
    protected E convert(E value) {
        return value;
    }
}
