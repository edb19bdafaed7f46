package io.weft.state.rocksdb;

import io.weft.state.AbstractTimersTest;
import io.weft.state.KeyedStateBackendFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What holds for every backend holds when each subtask, and each restore, has the other one: both answer alike, and read what the other wrote. */
class AlternatingTimersTest extends AbstractTimersTest {

    private static RocksFixture rocks;

    @BeforeAll
    static void load() throws Exception {
        rocks = new RocksFixture();
    }

    @AfterAll
    static void close() throws Exception {
        rocks.close();
    }

    @Override
    protected KeyedStateBackendFactory factory() {
        return rocks.alternatingWithTheHeap();
    }

    @Override
    protected int thoroughness(int often) {
        return Math.min(4, often);
    }
}
