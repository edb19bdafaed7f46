package io.weft.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.minicluster.ContainerProcess;
import io.weft.minicluster.Patience;
import io.weft.testjobs.CountOnce;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever dies, every record counts once in what lies in HDFS in the end. */
class ExactlyOnceIT extends EndToEnd {
    private static final int RECORDS = 10_000;
    private static final int KILLS = 3;

    @ParameterizedTest
    @CsvSource({"hashmap,false", "hashmap,true", "rocksdb,false"})
    void everyRecordCountsOnceAlthoughTaskManagersAreKilled(String backend, boolean unaligned) throws Exception {
        String output = folder + "-" + backend + "-" + unaligned;
        try (RunningCommand job = startSubmit(
                "CountOnce",
                "-p",
                "2",
                "-D",
                "taskmanager.numberOfTaskSlots=1",
                "-D",
                "execution.checkpointing.interval=300 ms",
                "-D",
                "execution.checkpointing.unaligned.enabled=" + unaligned,
                "-D",
                "state.backend.type=" + backend,
                "-D",
                "execution.checkpointing.incremental=true",
                "-D",
                "restart-strategy.type=fixed-delay",
                "-D",
                "restart-strategy.fixed-delay.attempts=10",
                "-D",
                "restart-strategy.fixed-delay.delay=100 ms",
                "--",
                String.valueOf(RECORDS),
                "400",
                "hdfs://" + output)) {
            for (int kill = 0; kill < KILLS; kill++) {
                int before = hadoop.filesBelow(output).size();
                Patience.until(
                        "more committed files than " + before,
                        JOB,
                        () -> hadoop.filesBelow(output).size() > before + 1);
                List<ContainerProcess> running = taskManagers();
                running.get(kill % running.size()).kill();
            }
            Outcome outcome = job.await(JOB);
            assertThat(outcome.exitCode()).describedAs(outcome.printed()).isZero();
        }
        List<String> expected = new ArrayList<>();
        for (int key = 0; key < CountOnce.KEYS; key++) {
            for (int count = 1; count <= RECORDS / CountOnce.KEYS; count++) {
                expected.add(key + ":" + count);
            }
        }
        assertThat(hadoop.linesBelow(output)).containsExactlyInAnyOrderElementsOf(expected);
    }
}
