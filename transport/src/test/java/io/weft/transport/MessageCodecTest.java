package io.weft.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.esotericsoftware.kryo.io.Output;
import io.weft.api.execution.JobID;
import io.weft.model.checkpoint.KeyedSnapshot;
import io.weft.model.checkpoint.StateHandle;
import io.weft.model.message.ClientRequest;
import io.weft.model.message.ClientResponse;
import io.weft.model.message.JobManagerMessage;
import io.weft.model.message.TaskManagerMessage;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageCodecTest {

    private final MessageCodec codec = MessageCodec.forFramesUpTo(1 << 20);

    static Stream<Class<?>> messages() {
        return Stream.of(
                        TaskManagerMessage.class,
                        JobManagerMessage.class,
                        ClientRequest.class,
                        ClientResponse.class,
                        StateHandle.class,
                        KeyedSnapshot.class)
                .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void everyControlMessageArrivesAsItWasSent(Class<?> type) throws Exception {
        Object message = sample(type);

        Object arrived = codec.decode(codec.encode(message));

        assertThat(arrived).isExactlyInstanceOf(type);
        assertThat(arrived).usingRecursiveComparison().isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void everyControlMessageCutShortIsRefused(Class<?> type) throws Exception {
        byte[] bytes = codec.encode(sample(type));
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> codec.decode(cut)).isInstanceOf(MalformedMessageException.class);
        }
    }

    /** Changed bytes may still be a message; whatever they are, nothing but the one exception may come of them. */
    @ParameterizedTest
    @MethodSource("messages")
    void everyControlMessageWithBytesChangedIsReadOrRefused(Class<?> type) throws Exception {
        byte[] bytes = codec.encode(sample(type));
        Random random = new Random(7);
        for (int i = 0; i < 3_000; i++) {
            byte[] changed = bytes.clone();
            for (int n = 0; n <= random.nextInt(3); n++) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            assertReadOrRefused(changed);
        }
    }

    @Test
    void garbageIsRefused() {
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            byte[] garbage = new byte[1 + random.nextInt(100)];
            random.nextBytes(garbage);
            assertReadOrRefused(garbage);
        }
    }

    @Test
    void aLengthBeyondTheMessageAllocatesNothing() {
        for (int collection : new int[] {1, 10, 11, 12, 13}) {
            Output bytes = new Output(32);
            bytes.writeVarInt(collection + 2, true); // Kryo's numbers start after its own two marks
            bytes.writeVarInt(Integer.MAX_VALUE, true);

            assertThatThrownBy(() -> codec.decode(bytes.toBytes()))
                    .isInstanceOf(MalformedMessageException.class)
                    .hasMessageContaining("A length of 2147483647 with 0 bytes left");
        }
    }

    @Test
    void endlessNestingDoesNotUseUpTheStack() {
        Output bytes = new Output(1 << 20);
        for (int i = 0; i < 300_000; i++) {
            bytes.writeVarInt(11 + 2, true);
            bytes.writeVarInt(1, true);
        }

        assertThatThrownBy(() -> codec.decode(bytes.toBytes()))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("depth");
    }

    @Test
    void aClassGivenByNameIsNotLoaded() {
        Output bytes = new Output(256);
        bytes.writeVarInt(1, true); // Kryo's mark for a class by name
        bytes.writeVarInt(0, true);
        bytes.writeString(NeverLoaded.class.getName());

        assertThatThrownBy(() -> codec.decode(bytes.toBytes()))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("by name");
    }

    @Test
    void anUnregisteredClassCannotBeSent() {
        assertThatThrownBy(() -> codec.encode(new NeverLoaded()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NeverLoaded");
    }

    @Test
    void aMessageThatFitsIntoNoFrameCannotBeSent() {
        Object tooLong = new ClientResponse.Refused("x".repeat(2 << 20));

        assertThatThrownBy(() -> codec.encode(tooLong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Refused (at most");
    }

    @Test
    void whatIsAbsentStaysAbsent() throws Exception {
        ClientResponse.JobOverview overview = (ClientResponse.JobOverview) sample(ClientResponse.JobOverview.class);
        Object message = new ClientResponse.Job(new ClientResponse.JobDetails(overview, 1, 0, null, "", "", List.of()));

        assertThat(codec.decode(codec.encode(message))).isEqualTo(message);
    }

    @Test
    void everyKindOfListArrives() throws Exception {
        for (List<JobID> tasks : List.of(
                List.<JobID>of(),
                Arrays.asList(JobID.generate(), JobID.generate()),
                Collections.unmodifiableList(Arrays.asList(JobID.generate())),
                Stream.of(JobID.generate()).toList())) {
            assertThat(codec.decode(codec.encode(tasks))).isEqualTo(tasks);
        }
    }

    private static final class NeverLoaded {}

    private void assertReadOrRefused(byte[] bytes) {
        Throwable thrown = catchThrowable(() -> codec.decode(bytes));
        if (thrown != null) {
            assertThat(thrown).isInstanceOf(MalformedMessageException.class);
        }
    }

    /** A value of a record, list, map or basic type, with something in every place. */
    private static Object sample(Type type) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType generic) {
            return sampleCollection(generic);
        }
        Class<?> raw = (Class<?>) type;
        if (raw.isRecord()) {
            return sampleRecord(raw);
        }
        if (raw.isSealed()) {
            return sample(raw.getPermittedSubclasses()[0]);
        }
        if (raw.isEnum()) {
            return raw.getEnumConstants()[raw.getEnumConstants().length - 1];
        }
        return BASIC.get(raw);
    }

    private static final Map<Class<?>, Object> BASIC = Map.of(
            int.class,
            12_345,
            long.class,
            1L << 40,
            boolean.class,
            true,
            Integer.class,
            77,
            Long.class,
            Long.MAX_VALUE,
            String.class,
            "text, Grüße, 水, \uD83C\uDF0A",
            byte[].class,
            "bytes".getBytes(StandardCharsets.UTF_8));

    private static Object sampleCollection(ParameterizedType generic) throws ReflectiveOperationException {
        Type[] arguments = generic.getActualTypeArguments();
        return arguments.length == 1
                ? List.of(sample(arguments[0]), sample(arguments[0]))
                : Map.of(sample(arguments[0]), sample(arguments[1]));
    }

    private static Object sampleRecord(Class<?> type) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = sample(components[i].getGenericType());
        }
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new AssertionError("No sample of " + type.getName() + " " + Arrays.toString(values), e.getCause());
        }
    }
}
