package io.weft.runtime.simulation;

import io.weft.model.ChannelId;
import io.weft.model.TaskManagerId;
import io.weft.model.TaskManagerLocation;
import io.weft.runtime.channel.ChannelReader;
import io.weft.runtime.channel.ChannelWriter;
import io.weft.runtime.channel.Channels;
import io.weft.runtime.channel.LocalChannels;
import io.weft.runtime.channel.ReaderSetup;
import io.weft.runtime.channel.WriterSetup;
import io.weft.runtime.network.SimulatedNetwork;
import java.io.IOException;

/** A process in which tasks are: what tells where their channels go. */
final class SimulatedTaskManager {

    private final TaskManagerId id;
    private final Channels channels;

    SimulatedTaskManager(TaskManagerId id, Channels remote) {
        this.id = id;
        this.channels = new Routes(id, new LocalChannels(), remote);
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

    private record Routes(TaskManagerId self, Channels local, Channels remote) implements Channels {
        @Override
        public ChannelWriter writer(ChannelId id, TaskManagerLocation consumer, WriterSetup setup) throws IOException {
            return to(consumer).writer(id, consumer, setup);
        }

        @Override
        public ChannelReader reader(ChannelId id, TaskManagerLocation producer, ReaderSetup setup) throws IOException {
            return to(producer).reader(id, producer, setup);
        }

        private Channels to(TaskManagerLocation other) {
            return other.id().equals(self) ? local : remote;
        }
    }
}
