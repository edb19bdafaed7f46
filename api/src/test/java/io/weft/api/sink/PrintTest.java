package io.weft.api.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.api.functions.rich.TaskInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintTest {

    @ParameterizedTest
    @CsvSource({"'', 0, 1, ''", "'', 2, 4, '3> '", "id, 2, 4, 'id:3> '", "id, 0, 1, 'id> '"})
    void aLineTellsWhichSinkAndWhichSubtaskItComesFrom(String identifier, int index, int parallelism, String prefix) {
        LinePrinter printer = LinePrinter.of(identifier, false, new Subtask(index, parallelism));

        assertThat(printer.prefix()).isEqualTo(prefix);
        assertThat(printer.stream()).isSameAs(System.out);
    }

    private record Subtask(int index, int parallelism) implements TaskInfo {
        @Override
        public String getTaskName() {
            return "Sink";
        }

        @Override
        public int getMaxNumberOfParallelSubtasks() {
            return 128;
        }

        @Override
        public int getIndexOfThisSubtask() {
            return index;
        }

        @Override
        public int getNumberOfParallelSubtasks() {
            return parallelism;
        }

        @Override
        public int getAttemptNumber() {
            return 0;
        }

        @Override
        public String getTaskNameWithSubtasks() {
            return "Sink (" + (index + 1) + "/" + parallelism + ")#0";
        }

        @Override
        public String getAllocationIDAsString() {
            return "tm-1";
        }
    }
}
