package io.weft.state.snapshot;

import io.weft.model.checkpoint.StateHandle;
import io.weft.model.checkpoint.StateHandle.Section;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Reads sections on a thread of its own, so that one is read while the one before is made use of; sections that are all in memory already
 * need no thread. Owned by the thread that takes them.
 */
public final class ReadAhead implements AutoCloseable {

    /** One section. */
    public record Request(StateHandle handle, Section section) {}

    private static final class Answer {
        private final byte[] bytes;
        private final IOException failure;

        Answer(byte[] bytes, IOException failure) {
            this.bytes = bytes;
            this.failure = failure;
        }
    }

    // One waits here, and one in the hand of the thread.
    private final BlockingQueue<Answer> answers = new ArrayBlockingQueue<>(1);
    // Null if all is in memory; then that is taken from here.
    private final Thread thread;
    private final Iterator<Request> inMemory;

    /** @param requests in the order in which they are answered */
    public ReadAhead(List<Request> requests, StateSource source) {
        inMemory = requests.iterator();
        if (requests.stream().allMatch(request -> request.handle() instanceof StateHandle.Inline)) {
            thread = null;
        } else {
            thread = new Thread(() -> answer(requests, source), "weft-restore");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void answer(List<Request> requests, StateSource source) {
        try (StateReader reader = new StateReader(source)) {
            for (Request request : requests) {
                answers.put(new Answer(reader.read(request.handle(), request.section()), null));
            }
        } catch (IOException e) {
            answerLast(e);
        } catch (RuntimeException | Error e) {
            answerLast(new IOException("State can't be read: " + e, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answerLast(IOException failure) {
        try {
            answers.put(new Answer(null, failure));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The bytes of the next section. Called as often as there are requests, and never again after it has failed. */
    public byte[] next() throws IOException {
        return thread == null ? nextInMemory() : nextAnswer();
    }

    private byte[] nextInMemory() throws IOException {
        Request request = inMemory.next();
        try (StateReader reader = new StateReader()) {
            return reader.read(request.handle(), request.section());
        }
    }

    private byte[] nextAnswer() throws IOException {
        try {
            Answer answer = answers.take();
            if (answer.failure != null) {
                throw answer.failure;
            }
            return answer.bytes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while state was read");
        }
    }

    /** Gives up what has not been read. */
    @Override
    public void close() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
