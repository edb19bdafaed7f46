package io.weft.yarn.appmaster;

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

    private static final String STAGING = "WEFT_STAGING";

    ContainerEnvironment {
        Objects.requireNonNull(container, "container");
        Objects.requireNonNull(nodeHost, "nodeHost");
        Objects.requireNonNull(staging, "staging");
        taskManagerFiles = Map.copyOf(taskManagerFiles);
    }

    static ContainerEnvironment of(Map<String, String> variables) {
        return new ContainerEnvironment(
                ContainerId.fromString(required(variables, Environment.CONTAINER_ID.name())),
                required(variables, Environment.NM_HOST.name()),
                required(variables, STAGING),
                ContainerFiles.read(required(variables, ContainerFiles.VARIABLE)));
    }

    private static String required(Map<String, String> variables, String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalStateException("The environment variable " + name
                    + " is missing. An ApplicationMaster is started by yarn-submit or yarn-session.");
        }
        return value;
    }
}
