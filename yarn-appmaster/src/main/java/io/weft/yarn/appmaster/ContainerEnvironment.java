package io.weft.yarn.appmaster;

import io.weft.hdfs.ContainerWorkspace;
import io.weft.yarn.appmaster.launch.ContainerFiles;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.yarn.api.ApplicationConstants.Environment;
import org.apache.hadoop.yarn.api.records.ContainerId;
import org.apache.hadoop.yarn.api.records.LocalResource;

/**
 * What the ApplicationMaster learns from its environment variables.
 *
 * @param container its own
 * @param nodeHost the node's name as YARN knows it, under which others reach this process
 * @param staging the application's staging directory
 * @param taskManagerFiles what TaskManagers find in their working directory
 */
record ContainerEnvironment(
        ContainerId container, String nodeHost, String staging, Map<String, LocalResource> taskManagerFiles) {

    ContainerEnvironment {
        Objects.requireNonNull(container, "container");
        Objects.requireNonNull(nodeHost, "nodeHost");
        Objects.requireNonNull(staging, "staging");
        taskManagerFiles = Map.copyOf(taskManagerFiles);
    }

    static ContainerEnvironment of(Map<String, String> variables) {
        return new ContainerEnvironment(
                ContainerId.fromString(ContainerWorkspace.required(variables, Environment.CONTAINER_ID.name())),
                ContainerWorkspace.required(variables, Environment.NM_HOST.name()),
                ContainerWorkspace.required(variables, ContainerWorkspace.STAGING),
                ContainerFiles.read(ContainerWorkspace.required(variables, ContainerFiles.VARIABLE)));
    }
}
