package io.weft.state.heap;

import io.weft.state.AbstractKeyedStateTest;
import io.weft.state.KeyedStateBackendFactory;

class HeapKeyedStateTest extends AbstractKeyedStateTest {
    @Override
    protected KeyedStateBackendFactory factory() {
        return HeapKeyedStateBackend::open;
    }
}
