package io.weft.state.rocksdb;

import io.weft.state.AbstractKeyedStateTest;
import io.weft.state.KeyedStateBackendFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What holds for every backend holds for RocksDB. */
class RocksKeyedStateTest extends AbstractKeyedStateTest {

    @RegisterExtension
    private static final RocksFixture ROCKS = new RocksFixture();

    @Override
    protected KeyedStateBackendFactory factory() {
        return ROCKS;
    }

    @Override
    protected int thoroughness(int often) {
        return Math.min(2, often);
    }
}
