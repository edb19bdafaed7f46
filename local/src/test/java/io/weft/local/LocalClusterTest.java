package io.weft.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.config.Configuration;
import io.weft.api.datastream.StreamExecutionEnvironment;
import io.weft.api.sink.SinkFunction;
import io.weft.api.source.SourceFunction;
import io.weft.model.graph.JobGraph;
import io.weft.model.graph.JobGraphCompiler;
import io.weft.model.message.ClientRequest;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LocalClusterTest {

    private static final long PATIENCE_S = 60;

    @Test
    void aFaultOfTheJobManagerFailsTheJobAndEndsItsTasks() throws Exception {
        LocalCluster cluster =
                LocalCluster.start(1, new Configuration(), getClass().getClassLoader());
        LocalJob job = LocalJob.submit(untilCancelled(), cluster);
        assertThat(Waiting.BEGUN.await(PATIENCE_S, TimeUnit.SECONDS)).isTrue();

        var unused = cluster.ask(null); // what a bug would be like

        assertThatThrownBy(() -> job.getJobExecutionResult().get(PATIENCE_S, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("The JobManager failed while handling ClientAsked")
                .hasRootCauseInstanceOf(NullPointerException.class);
        assertThat(Waiting.CANCELLED.await(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> cluster.ask(new ClientRequest.ListJobs()).get(PATIENCE_S, TimeUnit.SECONDS))
                .as("asked afterwards")
                .hasMessageContaining("The JobManager failed");
    }

    private static JobGraph untilCancelled() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        env.addSource(new Waiting()).addSink(new Nowhere());
        return JobGraphCompiler.compile(env.getStreamGraph());
    }

    private static final class Waiting implements SourceFunction<Long> {
        static final CountDownLatch BEGUN = new CountDownLatch(1);
        static final CountDownLatch CANCELLED = new CountDownLatch(1);

        @Override
        public void run(SourceContext<Long> context) throws InterruptedException {
            BEGUN.countDown();
            CANCELLED.await();
        }

        @Override
        public void cancel() {
            CANCELLED.countDown();
        }
    }

    private static final class Nowhere implements SinkFunction<Long> {
        @Override
        public void invoke(Long value, SinkFunction.Context context) {}
    }
}
