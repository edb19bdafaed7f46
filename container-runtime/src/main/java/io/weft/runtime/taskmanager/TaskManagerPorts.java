package io.weft.runtime.taskmanager;

import io.weft.model.Clock;
import io.weft.runtime.channel.Channels;
import io.weft.runtime.code.UserCode;
import io.weft.state.backend.StateBackends;
import io.weft.state.snapshot.LocalCopies;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a TaskManager needs of its surroundings.
 *
 * @param control the one thread that all its decisions are made on
 * @param writers threads for what blocks on the file system
 * @param stateBackends what tasks keep their keyed state in
 * @param copies of what is written for checkpoints, on this machine
 * @param remoteChannels to tasks in other TaskManagers
 */
public record TaskManagerPorts(
        ScheduledExecutorService control,
        Executor writers,
        StateBackends stateBackends,
        LocalCopies copies,
        Clock clock,
        Channels remoteChannels,
        SourceLink sources,
        UserCode userCode,
        ProcessEnd processEnd) {

    private static final int WRITERS = 4;

    public TaskManagerPorts {
        Objects.requireNonNull(control, "control");
        Objects.requireNonNull(writers, "writers");
        Objects.requireNonNull(stateBackends, "stateBackends");
        Objects.requireNonNull(copies, "copies");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(remoteChannels, "remoteChannels");
        Objects.requireNonNull(sources, "sources");
        Objects.requireNonNull(userCode, "userCode");
        Objects.requireNonNull(processEnd, "processEnd");
    }

    /** Threads that write checkpoints; they end when they have had nothing to do for a while. */
    public static Executor writerThreads() {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(WRITERS, WRITERS, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "checkpoint writer " + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** Has the control thread do something; forgets it if that has been shut down, for then nobody is left to be told. Any thread. */
    void onControl(Runnable work) {
        try {
            control.execute(work);
        } catch (RejectedExecutionException e) {
            if (!control.isShutdown()) {
                throw e;
            }
        }
    }
}
