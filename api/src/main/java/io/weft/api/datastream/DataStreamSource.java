package io.weft.api.datastream;

import io.weft.api.plan.StreamNode;

/** The stream of a source. */
public class DataStreamSource<T> extends SingleOutputStreamOperator<T> {

    DataStreamSource(StreamExecutionEnvironment environment, StreamNode node) {
        super(environment, node);
    }

    @Override
    public DataStreamSource<T> setParallelism(int parallelism) {
        super.setParallelism(parallelism);
        return this;
    }
}
