package io.weft.jobmanager.shell;

import io.weft.jobmanager.port.Effect;
import io.weft.jobmanager.port.Event;
import io.weft.model.Failure;
import io.weft.model.checkpoint.CheckpointMetadata;
import io.weft.model.checkpoint.CheckpointStorage;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out, on a thread of its own and in order, the effects that concern checkpoints' files, and tells the JobManager how they went. */
public final class CheckpointFilesDriver {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointFilesDriver.class);

    /** What is forgotten beyond that goes when its job ends. */
    private static final int MAX_UNDELETED = 1_000;

    private final CheckpointStorage storage;
    private final Consumer<Event> events;
    private final ExecutorService thread;
    /** What could not be deleted, oldest first, to be tried again with the next. The thread's own. */
    private final Set<String> undeleted = new LinkedHashSet<>();

    /** @param events takes events for the JobManager; returns at once */
    public CheckpointFilesDriver(CheckpointStorage storage, Consumer<Event> events) {
        this.storage = storage;
        this.events = events;
        thread = Executors.newSingleThreadExecutor(task -> {
            Thread worker = new Thread(task, "checkpoint-files");
            worker.setDaemon(true);
            return worker;
        });
    }

    /** What comes after {@link #close} is not done. */
    private void execute(Runnable work) {
        if (!thread.isShutdown()) {
            thread.execute(work);
        }
    }

    public void store(Effect.StoreCheckpoint effect) {
        CheckpointMetadata checkpoint = effect.checkpoint();
        long id = checkpoint.order().id();
        execute(() -> {
            try {
                String pointer = storage.store(checkpoint);
                events.accept(new Event.CheckpointStored(checkpoint.job(), id, pointer));
            } catch (IOException | RuntimeException e) {
                LOG.warn("Cannot write the metadata of checkpoint {} of job {}", id, checkpoint.job(), e);
                events.accept(new Event.CheckpointStoreFailed(checkpoint.job(), id, Failure.of(e)));
            }
        });
    }

    public void load(Effect.LoadCheckpoint effect) {
        execute(() -> {
            try {
                CheckpointMetadata checkpoint = storage.load(effect.pointer());
                events.accept(new Event.CheckpointLoaded(effect.job(), effect.pointer(), checkpoint));
            } catch (IOException | RuntimeException e) {
                LOG.warn("Cannot read checkpoint {} for job {}", effect.pointer(), effect.job(), e);
                events.accept(new Event.CheckpointLoadFailed(effect.job(), effect.pointer(), Failure.of(e)));
            }
        });
    }

    public void delete(Effect.DeleteFiles effect) {
        execute(() -> {
            undeleted.addAll(effect.paths());
            try {
                storage.delete(List.copyOf(undeleted));
                undeleted.clear();
            } catch (IOException | RuntimeException e) {
                LOG.warn("Cannot delete files of old checkpoints of job {} now", effect.job(), e);
                forgetOldest();
            }
        });
    }

    private void forgetOldest() {
        Iterator<String> oldest = undeleted.iterator();
        while (undeleted.size() > MAX_UNDELETED) {
            oldest.next();
            oldest.remove();
        }
    }

    public void sweep(Effect.SweepFiles effect) {
        execute(() -> {
            try {
                storage.sweep(effect.directory(), effect.keep());
            } catch (IOException | RuntimeException e) {
                LOG.warn("Some files of job {} stay in {}", effect.job(), effect.directory(), e);
            }
            events.accept(new Event.FilesSwept(effect.job()));
        });
    }

    /** Waits until what was asked for has been done, but not for ever. */
    public void close(long waitMs) {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(waitMs, TimeUnit.MILLISECONDS)) {
                LOG.warn("The file system did not answer within {} ms; files of checkpoints may be left", waitMs);
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
