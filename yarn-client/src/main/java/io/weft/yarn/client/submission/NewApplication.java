package io.weft.yarn.client.submission;

import io.weft.api.config.Configuration;
import io.weft.api.config.CoreOptions;
import io.weft.api.config.JobManagerOptions;
import io.weft.api.config.YarnConfigOptions;
import io.weft.hdfs.ContainerWorkspace;
import io.weft.hdfs.HadoopSettings;
import io.weft.hdfs.StagingDirectory;
import io.weft.model.graph.UserJar;
import io.weft.transport.ApplicationSecret;
import io.weft.yarn.appmaster.launch.ContainerContexts;
import io.weft.yarn.appmaster.launch.ContainerFiles;
import io.weft.yarn.appmaster.launch.JavaCommand;
import io.weft.yarn.appmaster.launch.MemoryBudget;
import io.weft.yarn.appmaster.program.ApplicationFiles;
import io.weft.yarn.appmaster.program.DeploymentMode;
import io.weft.yarn.appmaster.program.MainProgram;
import io.weft.yarn.client.application.Applications;
import io.weft.yarn.client.application.HadoopCluster;
import io.weft.yarn.client.application.RunningApplication;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.yarn.api.records.ApplicationSubmissionContext;
import org.apache.hadoop.yarn.api.records.ContainerLaunchContext;
import org.apache.hadoop.yarn.api.records.LocalResource;
import org.apache.hadoop.yarn.api.records.LocalResourceType;
import org.apache.hadoop.yarn.api.records.LocalResourceVisibility;
import org.apache.hadoop.yarn.api.records.Priority;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.client.api.YarnClientApplication;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An application on its way to YARN: has an id and a staging directory, and is not submitted yet. Used by one thread. */
public final class NewApplication {

    private static final Logger LOG = LoggerFactory.getLogger(NewApplication.class);
    private static final String MAIN_CLASS = "io.weft.yarn.appmaster.ApplicationMasterMain";

    /**
     * For a JVM that waits more than it computes: no second compiler, and a heap that begins small. By itself the JVM begins with a
     * 64th of the machine's memory, and fills it before it collects.
     */
    private static final String CONTROL_OPTIONS = "-XX:TieredStopAtLevel=1 -Xms48m";

    private final HadoopCluster cluster;
    private final Configuration settings;
    private final ApplicationSubmissionContext context;
    private final StagingDirectory staging;
    private final ApplicationSecret secret = ApplicationSecret.generate(new SecureRandom());
    private final Map<String, LocalResource> files = new LinkedHashMap<>();

    /** Makes the staging directory; from now on {@link #discard} must follow if {@link #submit} does not. */
    NewApplication(HadoopCluster cluster, YarnClientApplication application, Configuration settings)
            throws IOException {
        this.cluster = cluster;
        this.settings = settings;
        this.context = application.getApplicationSubmissionContext();
        this.staging = cluster.directory().staging(context.getApplicationId().toString());
        staging.create();
    }

    /** @param engine what it is made of, by the directories that containers find it in */
    void addEngine(Map<String, LocalResource> engine) {
        files.putAll(engine);
    }

    /** Uploads the job's jar. */
    UserJar addUserJar(Path jar) throws IOException {
        String name = jar.getFileName().toString();
        FileStatus file = staging.upload(name, jar);
        UserJar uploaded = new UserJar(name, file.getPath().toUri().toString(), file.getLen(), FileHash.sha256(jar));
        files.put(MainProgram.localName(uploaded), privateFile(file, LocalResourceType.FILE));
        return uploaded;
    }

    /**
     * Hands the application over to YARN. Returns when YARN has accepted it; the caller closes what it gets.
     *
     * @param defaultName what it is called if the user did not say
     */
    public RunningApplication submit(DeploymentMode mode, String defaultName, ApplicationFiles own)
            throws IOException, YarnException {
        own.withHadoopSettings(HadoopSettings.toXml(cluster.configuration())).withSettings(settings);
        FileStatus archive = staging.write(ApplicationFiles.ARCHIVE, own.toZip());
        files.put(ContainerWorkspace.APPLICATION, privateFile(archive, LocalResourceType.ARCHIVE));
        staging.writeSecret(secret.bytes());
        MemoryBudget memory = MemoryBudget.ofApplicationMaster(
                settings.get(JobManagerOptions.TOTAL_PROCESS_MEMORY).getMebiBytes());
        context.setApplicationName(settings.get(YarnConfigOptions.APPLICATION_NAME, defaultName));
        context.setApplicationType(Applications.TYPE);
        Set<String> tags = new HashSet<>(settings.get(YarnConfigOptions.APPLICATION_TAGS));
        tags.add(mode.tag());
        context.setApplicationTags(tags);
        context.setMaxAppAttempts(settings.get(YarnConfigOptions.APPLICATION_ATTEMPTS));
        // A second ApplicationMaster does not know what the first one deployed, so nothing of it may live on.
        context.setKeepContainersAcrossApplicationAttempts(false);
        context.setResource(
                Resource.newInstance(memory.processMb(), settings.get(YarnConfigOptions.APPLICATION_MASTER_VCORES)));
        context.setAMContainerSpec(launchContext(mode, memory));
        setPlacement();
        cluster.yarn().submitApplication(context);
        return new RunningApplication(cluster, context.getApplicationId(), staging, secret);
    }

    private void setPlacement() {
        String queue = settings.get(YarnConfigOptions.APPLICATION_QUEUE, "");
        if (!queue.isEmpty()) {
            context.setQueue(queue);
        }
        String label = settings.get(YarnConfigOptions.NODE_LABEL, "");
        if (!label.isEmpty()) {
            context.setNodeLabelExpression(label);
        }
        int priority = settings.get(YarnConfigOptions.APPLICATION_PRIORITY);
        if (priority >= 0) {
            context.setPriority(Priority.newInstance(priority));
        }
    }

    private ContainerLaunchContext launchContext(DeploymentMode mode, MemoryBudget memory) throws IOException {
        List<String> options = JavaCommand.splitOptions(
                CONTROL_OPTIONS,
                settings.get(CoreOptions.JVM_OPTIONS),
                settings.get(CoreOptions.JOB_MANAGER_JVM_OPTIONS));
        JavaCommand command = new JavaCommand(memory, options, MAIN_CLASS, List.of(mode.label()));
        Map<String, String> variables = new HashMap<>();
        variables.put(ContainerWorkspace.STAGING, staging.path().toString());
        variables.put(ContainerFiles.VARIABLE, ContainerFiles.write(files));
        return ContainerContexts.context(files, variables, command, credentials());
    }

    private Credentials credentials() throws IOException {
        Credentials credentials = new Credentials();
        credentials.addSecretKey(ContainerWorkspace.SECRET, secret.bytes());
        if (UserGroupInformation.isSecurityEnabled()) {
            cluster.files().addDelegationTokens(cluster.renewer(), credentials);
        }
        return credentials;
    }

    private static LocalResource privateFile(FileStatus file, LocalResourceType type) {
        return ContainerFiles.resource(file, type, LocalResourceVisibility.APPLICATION);
    }

    /** Leaves nothing behind of what was not submitted. */
    public void discard() {
        try {
            staging.delete();
        } catch (IOException e) {
            LOG.warn("{} could not be removed; a later submission removes it.", staging.path(), e);
        }
    }
}
