package io.weft.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.checkpoint.CheckpointListener;
import io.weft.api.config.Configuration;
import io.weft.api.datastream.StreamExecutionEnvironment;
import io.weft.api.functions.rich.OpenContext;
import io.weft.api.functions.rich.RichMapFunction;
import io.weft.api.sink.SinkFunction;
import io.weft.api.source.SourceFunction;
import io.weft.api.state.ValueState;
import io.weft.api.state.ValueStateDescriptor;
import io.weft.api.types.TypeInformation;
import io.weft.api.types.Types;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A job that goes on from a checkpoint after the classes of its state were renamed. */
@Timeout(120)
class RenamedStateTest {

    private static final List<String> RESULTS = new CopyOnWriteArrayList<>();

    @TempDir
    private Path checkpoints;

    /** A POJO. */
    public static final class Visit {
        public String page;
        public List<Stay> stays = List.of();
    }

    /** A record, within it. */
    public record Stay(long ms) {}

    /** Kryo's business: it has a field that nobody sees, and no constructor without parameters. */
    public static final class Note {
        private final String text;

        Note(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** {@link Visit} later. */
    public static final class PageView {
        public String page;
        public List<Dwelling> stays = List.of();
        public int gained = 7;
    }

    /** {@link Stay} later. */
    public record Dwelling(long ms) {}

    /** {@link Note} later. */
    public static final class Remark {
        private final String text;

        Remark(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private Configuration settings(Map<String, String> more) {
        Configuration settings = Configuration.fromMap(Map.of(
                "execution.checkpointing.interval",
                "20 ms",
                "execution.checkpointing.dir",
                checkpoints.toUri().toString(),
                "execution.checkpointing.externalized-checkpoint-retention",
                "retain-on-cancellation",
                "restart-strategy.type",
                "none"));
        settings.addAll(Configuration.fromMap(more));
        return settings;
    }

    /** Emits a few keys, and waits for a checkpoint that has them all; then the job fails if it is to. */
    private record Keys(boolean failing) implements SourceFunction<Long>, CheckpointListener {
        private static volatile boolean emitted;
        private static volatile boolean canceled;
        private static final AtomicInteger COMPLETED = new AtomicInteger();

        @Override
        public void run(SourceContext<Long> ctx) throws Exception {
            synchronized (ctx.getCheckpointLock()) {
                for (long key = 0; key < 5; key++) {
                    ctx.collect(key);
                }
                emitted = true;
            }
            // The first that is complete after that may have begun before; the one after it has not.
            while (failing && COMPLETED.get() < 2 && !canceled) {
                synchronized (ctx.getCheckpointLock()) {
                    ctx.getCheckpointLock().wait(1);
                }
            }
            if (failing) {
                throw new IllegalStateException("enough");
            }
        }

        @Override
        public void cancel() {
            canceled = true;
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            if (emitted) {
                COMPLETED.incrementAndGet();
            }
        }
    }

    @BeforeEach
    void reset() {
        RESULTS.clear();
        Keys.emitted = false;
        Keys.canceled = false;
        Keys.COMPLETED.set(0);
    }

    private static final class Write extends RichMapFunction<Long, String> {
        private static final long serialVersionUID = 1L;

        private transient ValueState<Visit> visit;
        private transient ValueState<Stay> stay;
        private transient ValueState<Note> note;

        @Override
        public void open(OpenContext openContext) {
            visit = getRuntimeContext().getState(new ValueStateDescriptor<>("visit", Visit.class));
            stay = getRuntimeContext().getState(new ValueStateDescriptor<>("stay", Stay.class));
            note = getRuntimeContext().getState(new ValueStateDescriptor<>("note", TypeInformation.of(Note.class)));
        }

        @Override
        public String map(Long key) throws Exception {
            Visit value = new Visit();
            value.page = "page " + key;
            value.stays = List.of(new Stay(key));
            visit.update(value);
            stay.update(new Stay(10 * key));
            note.update(new Note("note " + key));
            return "";
        }
    }

    private static final class Read extends RichMapFunction<Long, String> {
        private static final long serialVersionUID = 1L;

        private transient ValueState<PageView> view;
        private transient ValueState<Dwelling> dwelling;
        private transient ValueState<Remark> remark;

        @Override
        public void open(OpenContext openContext) {
            view = getRuntimeContext().getState(new ValueStateDescriptor<>("visit", PageView.class));
            dwelling = getRuntimeContext().getState(new ValueStateDescriptor<>("stay", Dwelling.class));
            remark = getRuntimeContext().getState(new ValueStateDescriptor<>("note", TypeInformation.of(Remark.class)));
        }

        @Override
        public String map(Long key) throws Exception {
            PageView value = view.value();
            return value.page + " " + value.stays + " " + value.gained + " " + dwelling.value() + " " + remark.value();
        }
    }

    private static final class Collect implements SinkFunction<String> {
        @Override
        public void invoke(String value, Context context) {
            RESULTS.add(value);
        }
    }

    private static void run(Configuration settings, boolean failing, RichMapFunction<Long, String> function)
            throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2, settings);
        env.addSource(new Keys(failing))
                .returns(Types.LONG)
                .keyBy(key -> key)
                .map(function)
                .returns(Types.STRING)
                .uid("state")
                .addSink(new Collect());
        env.execute();
    }

    private String checkpointOfVisits() throws IOException {
        assertThatThrownBy(() -> run(settings(Map.of()), true, new Write())).hasMessageContaining("enough");
        try (Stream<Path> files = Files.walk(checkpoints)) {
            return files.filter(file -> file.endsWith("_metadata"))
                    .findFirst()
                    .orElseThrow()
                    .getParent()
                    .toUri()
                    .toString();
        }
    }

    @Test
    void stateIsReadByTheNewNamesOfItsClasses() throws Exception {
        String checkpoint = checkpointOfVisits();
        Map<Class<?>, Class<?>> renamed =
                Map.of(Visit.class, PageView.class, Stay.class, Dwelling.class, Note.class, Remark.class);
        String renames = renamed.entrySet().stream()
                .map(entry -> entry.getKey().getName() + ":" + entry.getValue().getName())
                .collect(Collectors.joining(","));
        reset();

        run(
                settings(Map.of(
                        "execution.state-recovery.path",
                        checkpoint,
                        "execution.state-recovery.ignore-unclaimed-state",
                        "true",
                        "state.class-renames",
                        renames)),
                false,
                new Read());

        assertThat(RESULTS).hasSize(5).contains("page 3 [Dwelling[ms=3]] 7 Dwelling[ms=30] note 3");
    }

    @Test
    void withoutTheNewNamesTheJobFailsAndSaysWhatToDo() throws Exception {
        String checkpoint = checkpointOfVisits();
        reset();

        assertThatThrownBy(() -> run(
                        settings(Map.of(
                                "execution.state-recovery.path",
                                checkpoint,
                                "execution.state-recovery.ignore-unclaimed-state",
                                "true")),
                        false,
                        new Read()))
                .hasMessageContaining("'visit'")
                .hasMessageContaining(Visit.class.getName())
                .hasMessageContaining(PageView.class.getName());
    }
}
