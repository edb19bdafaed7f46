package io.weft.model.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.URL;
import java.util.List;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

class ExitGuardTest {

    /** What user code might do. */
    static final class Exits implements IntConsumer {
        @Override
        public void accept(int way) {
            IntConsumer reference = System::exit;
            switch (way) {
                case 0 -> System.exit(3);
                case 1 -> Runtime.getRuntime().exit(3);
                case 2 -> Runtime.getRuntime().halt(3);
                default -> reference.accept(3);
            }
        }
    }

    /** Does no harm. */
    static final class Harmless {}

    private static UserClassLoader loader() {
        URL classes = ExitGuardTest.class.getProtectionDomain().getCodeSource().getLocation();
        return new UserClassLoader(List.of(classes), ExitGuardTest.class.getClassLoader());
    }

    @Test
    void everyWayToEndTheProcessThrowsInstead() throws Exception {
        try (UserClassLoader loader = loader()) {
            var constructor = loader.loadClass(Exits.class.getName()).getDeclaredConstructor();
            constructor.setAccessible(true);
            IntConsumer exits = (IntConsumer) constructor.newInstance();
            for (int way = 0; way < 4; way++) {
                int chosen = way;
                assertThatThrownBy(() -> exits.accept(chosen))
                        .isInstanceOf(SecurityException.class)
                        .hasMessageContaining("throw an exception to fail the job");
            }
        }
    }

    @Test
    void tellsWhereTheProcessWasToEnd() throws Exception {
        try (UserClassLoader loader = loader()) {
            var constructor = loader.loadClass(Exits.class.getName()).getDeclaredConstructor();
            constructor.setAccessible(true);
            IntConsumer exits = (IntConsumer) constructor.newInstance();
            Throwable thrown = catchThrowable(() -> exits.accept(0));
            assertThat(UserClassLoader.exitCall(thrown))
                    .hasValueSatisfying(
                            frame -> assertThat(frame.getMethodName()).isEqualTo("accept"));
            assertThat(UserClassLoader.exitCall(new SecurityException("another")))
                    .isEmpty();
        }
    }

    @Test
    void otherClassesAreLoadedAsTheyAre() throws Exception {
        try (var in = ExitGuardTest.class.getResourceAsStream("ExitGuardTest$Harmless.class")) {
            byte[] classFile = in.readAllBytes();
            assertThat(ExitGuard.guard(classFile)).isSameAs(classFile);
        }
    }
}
