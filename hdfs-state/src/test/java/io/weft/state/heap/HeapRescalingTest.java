package io.weft.state.heap;

import io.weft.state.AbstractRescalingTest;
import io.weft.state.KeyedStateBackendFactory;

class HeapRescalingTest extends AbstractRescalingTest {
    @Override
    protected KeyedStateBackendFactory factory() {
        return HeapKeyedStateBackend::open;
    }
}
