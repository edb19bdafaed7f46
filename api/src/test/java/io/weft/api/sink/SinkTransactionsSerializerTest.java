package io.weft.api.sink;

import io.weft.api.serialization.SerializerContract;
import io.weft.api.serialization.basic.LongSerializer;
import io.weft.api.serialization.basic.StringSerializer;
import io.weft.api.sink.SinkTransactions.Begun;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SinkTransactionsSerializerTest {

    @Test
    void transactionsKeepToTheContractOfSerializers() throws Exception {
        var serializer = new SinkTransactionsSerializer<>(StringSerializer.INSTANCE, LongSerializer.INSTANCE);
        SerializerContract.check(
                serializer,
                new SinkTransactions<>(
                        new Begun<>("t3", 30), List.of(new Begun<>("t1", 10), new Begun<>("t2", 20)), Optional.of(7L)));
        SerializerContract.check(serializer, new SinkTransactions<>(new Begun<>("t", 1), List.of(), Optional.empty()));
    }
}
