package io.weft.state.rocksdb;

import io.weft.state.AbstractTimeToLiveTest;
import io.weft.state.KeyedStateBackendFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What holds for every backend holds for RocksDB. */
class RocksTimeToLiveTest extends AbstractTimeToLiveTest {

    @RegisterExtension
    private static final RocksFixture ROCKS = new RocksFixture();

    @Override
    protected KeyedStateBackendFactory factory() {
        return ROCKS;
    }
}
