package io.weft.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class FailureTest {

    @Test
    void isSummedUpWithoutTheStackTraceOfAServer() {
        Failure failure = Failure.of(
                new IOException("/file (is not a directory)\n\tat server.Checker.check(Checker.java:905)\n\tat more"));
        assertThat(failure.summary()).isEqualTo("java.io.IOException: /file (is not a directory)");
        assertThat(failure.stackTrace()).contains("Checker.java:905");
    }

    @Test
    void keepsALongerMessageOfTheUsers() {
        assertThat(Failure.of(new IllegalStateException("two\nlines")).message())
                .isEqualTo("two\nlines");
    }
}
