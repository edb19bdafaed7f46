package io.weft.state.rocksdb;

import io.weft.state.AbstractStateSemanticsTest;
import io.weft.state.KeyedStateBackendFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What holds for every backend holds for RocksDB. */
class RocksStateSemanticsTest extends AbstractStateSemanticsTest {

    @RegisterExtension
    private static final RocksFixture ROCKS = new RocksFixture();

    @Override
    protected KeyedStateBackendFactory factory() {
        return ROCKS;
    }
}
