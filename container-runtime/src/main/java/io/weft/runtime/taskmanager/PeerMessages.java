package io.weft.runtime.taskmanager;

import io.weft.model.TaskManagerId;
import io.weft.model.message.SourceMessage;
import io.weft.model.message.TaskDeployment.Peer;
import java.util.function.BiConsumer;

/** Sends messages of readers and enumerators to where their receivers are: here or elsewhere. Thread-safe. */
record PeerMessages(TaskManagerId self, BiConsumer<Peer, SourceMessage> here, SourceLink elsewhere) {

    void send(Peer to, SourceMessage message) {
        if (to.location().id().equals(self)) {
            here.accept(to, message);
        } else {
            elsewhere.send(to, message);
        }
    }
}
