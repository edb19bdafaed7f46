package io.weft.api.state;

import java.util.Set;

/** Where any function gets state that belongs to its subtask, not to a key. The same descriptor gives the same state. */
public interface OperatorStateStore {

    /** A map that all subtasks have alike. After a restart every subtask finds the map of one of them. */
    <K, V> BroadcastState<K, V> getBroadcastState(MapStateDescriptor<K, V> stateDescriptor) throws Exception;

    /** A list whose elements are dealt out in turn to the subtasks after a restart with another parallelism. */
    <S> ListState<S> getListState(ListStateDescriptor<S> stateDescriptor) throws Exception;

    /** A list of which every subtask finds the elements of all subtasks after a restart. */
    <S> ListState<S> getUnionListState(ListStateDescriptor<S> stateDescriptor) throws Exception;

    /** The names of the lists that there are, those restored and not yet asked for included. */
    Set<String> getRegisteredStateNames();

    /** The names of the broadcast maps that there are, those restored and not yet asked for included. */
    Set<String> getRegisteredBroadcastStateNames();
}
