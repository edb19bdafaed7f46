package io.weft.state.heap;

import io.weft.state.AbstractStateSemanticsTest;
import io.weft.state.KeyedStateBackendFactory;

class HeapStateSemanticsTest extends AbstractStateSemanticsTest {
    @Override
    protected KeyedStateBackendFactory factory() {
        return HeapKeyedStateBackend::open;
    }
}
