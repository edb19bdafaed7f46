package io.weft.testjobs;

import io.weft.api.datastream.DataStreamSource;
import io.weft.api.datastream.StreamExecutionEnvironment;
import io.weft.api.eventtime.WatermarkStrategy;
import io.weft.api.fs.Path;
import io.weft.api.source.lib.DataGeneratorSource;
import io.weft.api.source.lib.RateLimiterStrategy;
import io.weft.api.types.Types;
import io.weft.connector.file.sink.FileSink;
import io.weft.connector.file.sink.SimpleStringEncoder;
import io.weft.connector.file.sink.rolling.OnCheckpointRollingPolicy;

/** What jobs about numbers begin and end with. */
final class Numbers {

    private Numbers() {}

    /** The first so many numbers from 0 on, so many a second. */
    static DataStreamSource<Long> source(StreamExecutionEnvironment env, long count, String perSecond) {
        DataGeneratorSource<Long> numbers = new DataGeneratorSource<>(
                number -> number, count, RateLimiterStrategy.perSecond(Double.parseDouble(perSecond)), Types.LONG);
        return env.fromSource(numbers, WatermarkStrategy.noWatermarks(), "numbers");
    }

    /** Lines in files that each have what came between two checkpoints. */
    static FileSink<String> lines(String directory) {
        return FileSink.forRowFormat(new Path(directory), new SimpleStringEncoder<String>())
                .withRollingPolicy(OnCheckpointRollingPolicy.build())
                .build();
    }
}
