package io.weft.runtime.task;

import io.weft.runtime.channel.Doorbell;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What other threads ask a task to do, done between its steps. */
final class Mailbox {

    /** Runs on the task's thread. */
    @FunctionalInterface
    interface Mail {
        void run() throws Exception;
    }

    private final Queue<Mail> mails = new ConcurrentLinkedQueue<>();
    private final Doorbell doorbell;

    Mailbox(Doorbell doorbell) {
        this.doorbell = doorbell;
    }

    /** Any thread. What comes after the task's end is not done. */
    void put(Mail mail) {
        mails.add(mail);
        doorbell.ring();
    }

    /** The task's thread: does what is there. */
    void run() throws Exception {
        for (Mail mail = mails.poll(); mail != null; mail = mails.poll()) {
            mail.run();
        }
    }
}
