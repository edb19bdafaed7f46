package io.weft.state.heap;

import io.weft.state.AbstractTimersTest;
import io.weft.state.KeyedStateBackendFactory;

class HeapTimersTest extends AbstractTimersTest {
    @Override
    protected KeyedStateBackendFactory factory() {
        return HeapKeyedStateBackend::open;
    }
}
