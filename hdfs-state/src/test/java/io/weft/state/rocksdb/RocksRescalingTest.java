package io.weft.state.rocksdb;

import io.weft.model.checkpoint.CheckpointKind;
import io.weft.model.checkpoint.CheckpointOrder;
import io.weft.state.AbstractRescalingTest;
import io.weft.state.KeyedStateBackendFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** RocksDB's own files are clipped and put together, also those that were so before. */
class RocksRescalingTest extends AbstractRescalingTest {

    @RegisterExtension
    private static final RocksFixture ROCKS = new RocksFixture();

    @Override
    protected KeyedStateBackendFactory factory() {
        return ROCKS;
    }

    @Override
    protected CheckpointOrder order() {
        return new CheckpointOrder(1, 0, CheckpointKind.CHECKPOINT, "");
    }

    @Override
    protected boolean comesBackFrom(int parallelism) {
        return parallelism == 3;
    }
}
