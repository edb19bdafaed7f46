package io.weft.state.rocksdb;

import io.weft.state.AbstractTimeToLiveTest;
import io.weft.state.KeyedStateBackendFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What holds for every backend holds when each subtask, and each restore, has the other one: both answer alike, and read what the other wrote. */
class AlternatingTimeToLiveTest extends AbstractTimeToLiveTest {

    @RegisterExtension
    private static final RocksFixture ROCKS = new RocksFixture();

    @Override
    protected KeyedStateBackendFactory factory() {
        return ROCKS.alternatingWithTheHeap();
    }
}
