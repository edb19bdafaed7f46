package io.weft.runtime.simulation;

import io.weft.model.TaskManagerId;
import io.weft.model.TaskManagerLocation;
import io.weft.runtime.channel.Channels;
import io.weft.runtime.channel.LocalChannels;
import io.weft.runtime.channel.RoutedChannels;
import io.weft.runtime.network.SimulatedNetwork;

/** A process in which tasks are: what tells where their channels go. */
final class SimulatedTaskManager {

    private final TaskManagerId id;
    private final Channels channels;

    SimulatedTaskManager(TaskManagerId id, Channels remote) {
        this.id = id;
        this.channels = new RoutedChannels(id, new LocalChannels(), remote);
    }

    TaskManagerId id() {
        return id;
    }

    TaskManagerLocation location() {
        return SimulatedNetwork.location(id);
    }

    Channels channels() {
        return channels;
    }
}
