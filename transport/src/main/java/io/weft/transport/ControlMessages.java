package io.weft.transport;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.serializers.DefaultSerializers.EnumSerializer;
import com.esotericsoftware.kryo.serializers.RecordSerializer;
import io.weft.api.execution.JobID;
import io.weft.api.execution.JobStatus;
import io.weft.model.ChannelId;
import io.weft.model.Epoch;
import io.weft.model.ExecutionAttemptId;
import io.weft.model.Failure;
import io.weft.model.KeyGroupRange;
import io.weft.model.OperatorId;
import io.weft.model.TaskManagerId;
import io.weft.model.TaskManagerLocation;
import io.weft.model.TaskState;
import io.weft.model.checkpoint.ChannelSnapshot;
import io.weft.model.checkpoint.CheckpointBarrier;
import io.weft.model.checkpoint.CheckpointKind;
import io.weft.model.checkpoint.CheckpointOrder;
import io.weft.model.checkpoint.EnumeratorSnapshot;
import io.weft.model.checkpoint.KeyedSnapshot;
import io.weft.model.checkpoint.OperatorStateSnapshot;
import io.weft.model.checkpoint.StateHandle;
import io.weft.model.checkpoint.TaskRestore;
import io.weft.model.checkpoint.TaskSnapshot;
import io.weft.model.graph.Distribution;
import io.weft.model.graph.JobEdge;
import io.weft.model.graph.JobGraph;
import io.weft.model.graph.JobVertex;
import io.weft.model.graph.UserJar;
import io.weft.model.message.ClientRequest;
import io.weft.model.message.ClientResponse;
import io.weft.model.message.JobManagerMessage;
import io.weft.model.message.SourceMail;
import io.weft.model.message.SourceMessage;
import io.weft.model.message.TaskDeployment;
import io.weft.model.message.TaskManagerMessage;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything that may travel in a control message, with its number on the wire. A number is never given to another class; a class that
 * is gone leaves a gap. A message whose class is missing here cannot be sent.
 */
final class ControlMessages {

    private ControlMessages() {}

    static void register(Kryo kryo) {
        registerValues(kryo);
        registerGraph(kryo);
        registerCheckpoints(kryo);
        registerTaskManagerMessages(kryo);
        registerPeerMessages(kryo);
        registerClientMessages(kryo);
    }

    /** Numbers 0 to 9 are Kryo's: the primitives and String. */
    private static void registerValues(Kryo kryo) {
        kryo.register(String.class, new BoundedSerializers.OfString());
        kryo.register(byte[].class, new BoundedSerializers.OfBytes(), 10);
        kryo.register(List.class, new BoundedSerializers.OfList(), 11);
        kryo.register(Set.class, new BoundedSerializers.OfSet(), 12);
        kryo.register(Map.class, new BoundedSerializers.OfMap(), 13);

        record(kryo, 20, JobID.class);
        record(kryo, 21, OperatorId.class);
        record(kryo, 22, ExecutionAttemptId.class);
        record(kryo, 23, ChannelId.class);
        record(kryo, 24, Epoch.class);
        record(kryo, 25, TaskManagerId.class);
        record(kryo, 26, TaskManagerLocation.class);
        record(kryo, 27, Failure.class);
        kryo.register(JobStatus.class, new EnumSerializer(JobStatus.class), 28);
        kryo.register(TaskState.class, new EnumSerializer(TaskState.class), 29);
    }

    private static void registerGraph(Kryo kryo) {
        record(kryo, 40, JobGraph.class);
        record(kryo, 41, JobVertex.class);
        record(kryo, 42, JobEdge.class);
        record(kryo, 43, UserJar.class);
        record(kryo, 44, JobVertex.Member.class);
        kryo.register(Distribution.class, new EnumSerializer(Distribution.class), 45);
    }

    private static void registerCheckpoints(Kryo kryo) {
        kryo.register(CheckpointKind.class, new EnumSerializer(CheckpointKind.class), 180);
        kryo.register(OperatorStateSnapshot.Mode.class, new EnumSerializer(OperatorStateSnapshot.Mode.class), 181);
        record(kryo, 182, KeyGroupRange.class);
        record(kryo, 183, CheckpointOrder.class);
        record(kryo, 184, StateHandle.Inline.class);
        record(kryo, 185, StateHandle.Stored.class);
        record(kryo, 186, StateHandle.Extent.class);
        record(kryo, 187, StateHandle.Section.class);
        record(kryo, 188, KeyedSnapshot.Canonical.class);
        record(kryo, 189, KeyedSnapshot.Files.class);
        record(kryo, 190, KeyedSnapshot.BackendFile.class);
        record(kryo, 191, OperatorStateSnapshot.class);
        record(kryo, 192, OperatorStateSnapshot.StateList.class);
        record(kryo, 193, ChannelSnapshot.class);
        record(kryo, 194, TaskSnapshot.class);
        record(kryo, 195, TaskSnapshot.OperatorSnapshot.class);
        record(kryo, 196, TaskSnapshot.Figures.class);
        record(kryo, 197, EnumeratorSnapshot.class);
        record(kryo, 198, TaskRestore.class);
        record(kryo, 199, TaskRestore.OperatorRestore.class);
        record(kryo, 200, TaskRestore.Share.class);
        record(kryo, 201, TaskRestore.Items.class);
        record(kryo, 202, CheckpointBarrier.class);
    }

    private static void registerTaskManagerMessages(Kryo kryo) {
        record(kryo, 60, TaskManagerMessage.Welcome.class);
        record(kryo, 61, TaskManagerMessage.Heartbeat.class);
        record(kryo, 62, TaskManagerMessage.DeployTasks.class);
        record(kryo, 63, TaskManagerMessage.CancelTasks.class);
        record(kryo, 64, TaskManagerMessage.ReleaseJob.class);
        record(kryo, 65, TaskManagerMessage.Shutdown.class);
        record(kryo, 66, TaskManagerMessage.JobDescription.class);
        record(kryo, 67, TaskManagerMessage.VertexDescription.class);
        record(kryo, 68, TaskDeployment.class);
        record(kryo, 69, TaskDeployment.EdgeChannels.class);
        record(kryo, 70, TaskDeployment.Peer.class);

        record(kryo, 71, TaskManagerMessage.TriggerCheckpoint.class);
        record(kryo, 72, TaskManagerMessage.CheckpointCompleted.class);
        record(kryo, 73, TaskManagerMessage.CheckpointAborted.class);

        record(kryo, 90, JobManagerMessage.Register.class);
        record(kryo, 91, JobManagerMessage.TaskManagerHeartbeat.class);
        record(kryo, 92, JobManagerMessage.TaskChanged.class);
        record(kryo, 93, JobManagerMessage.TaskReport.class);
        record(kryo, 94, JobManagerMessage.CheckpointAcknowledged.class);
        record(kryo, 95, JobManagerMessage.CheckpointDeclined.class);
    }

    private static void registerPeerMessages(Kryo kryo) {
        record(kryo, 100, SourceMail.class);
        record(kryo, 101, SourceMessage.ReaderStarted.class);
        record(kryo, 102, SourceMessage.SplitRequested.class);
        record(kryo, 103, SourceMessage.EventToEnumerator.class);
        record(kryo, 104, SourceMessage.SplitsAssigned.class);
        record(kryo, 105, SourceMessage.NoMoreSplits.class);
        record(kryo, 106, SourceMessage.EventToReader.class);
        record(kryo, 107, SourceMessage.EnumeratorFailed.class);
        record(kryo, 108, SourceMessage.EnumeratorCheckpointed.class);
    }

    private static void registerClientMessages(Kryo kryo) {
        record(kryo, 120, ClientRequest.SubmitJob.class);
        record(kryo, 121, ClientRequest.CancelJob.class);
        record(kryo, 122, ClientRequest.ListJobs.class);
        record(kryo, 123, ClientRequest.GetJob.class);
        record(kryo, 124, ClientRequest.StopCluster.class);
        record(kryo, 125, ClientRequest.TriggerSavepoint.class);

        record(kryo, 150, ClientResponse.Accepted.class);
        record(kryo, 151, ClientResponse.Refused.class);
        record(kryo, 152, ClientResponse.Jobs.class);
        record(kryo, 153, ClientResponse.Job.class);
        record(kryo, 154, ClientResponse.JobOverview.class);
        record(kryo, 155, ClientResponse.JobDetails.class);
        record(kryo, 156, ClientResponse.VertexDetails.class);
        record(kryo, 157, ClientResponse.SavepointStored.class);
    }

    private static <T extends Record> void record(Kryo kryo, int number, Class<T> type) {
        kryo.register(type, new RecordSerializer<>(type), number);
    }
}
