package io.weft.model.process;

/** Ends the process. Handed in wherever a process can end, so that a test can see it end without dying of it. */
@FunctionalInterface
public interface ProcessExit {

    /** Ends this JVM: shutdown hooks run. */
    ProcessExit SYSTEM = System::exit;

    void exit(int code);
}
