package io.weft.api.state;

/**
 * State of one key, or of one subtask. Keyed state always means the key of the record or timer at hand; it can be used only where there is
 * one. Used on the task's thread only.
 */
public interface State {

    /** Takes away what is kept, for the key at hand. */
    void clear();
}
