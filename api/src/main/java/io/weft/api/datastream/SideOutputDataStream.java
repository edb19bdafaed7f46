package io.weft.api.datastream;

import io.weft.api.functions.OutputTag;
import io.weft.api.plan.StreamEdge;
import io.weft.api.plan.StreamNode;
import java.util.List;

/** The records that an operator sends to one of its side outputs. */
public class SideOutputDataStream<T> extends DataStream<T> {

    SideOutputDataStream(StreamExecutionEnvironment environment, StreamNode node, OutputTag<T> tag) {
        super(environment, List.of(new StreamEdge(node, tag, null)));
    }
}
