package io.weft.yarn.appmaster.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.io.DataOutputBuffer;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.yarn.api.records.ContainerLaunchContext;
import org.apache.hadoop.yarn.api.records.LocalResource;
import org.apache.hadoop.yarn.security.AMRMTokenIdentifier;

/** Builds what YARN needs to start a process of ours. */
public final class ContainerContexts {

    private ContainerContexts() {}

    /**
     * @param variables environment variables of this process, besides those that all have
     * @param credentials the application's secret, and tokens
     */
    public static ContainerLaunchContext context(
            Map<String, LocalResource> files,
            Map<String, String> variables,
            JavaCommand command,
            Credentials credentials) {
        Map<String, String> environment = new HashMap<>(JavaCommand.environment());
        if (!UserGroupInformation.isSecurityEnabled()) {
            // Without Kerberos a container's operating system user may be YARN's own, but HDFS shall see the one who
            // submitted.
            environment.put("HADOOP_USER_NAME", currentUser());
        }
        environment.putAll(variables);
        List<String> commands = command.shell();
        return ContainerLaunchContext.newInstance(
                new HashMap<>(files), environment, commands, null, bytes(credentials), null);
    }

    /** The credentials without the token that only the ApplicationMaster may have. */
    public static Credentials forTaskManagers(Credentials mine) {
        Credentials theirs = new Credentials();
        mine.getSecretKeyMap().forEach(theirs::addSecretKey);
        mine.getTokenMap().forEach((alias, token) -> {
            if (!token.getKind().equals(AMRMTokenIdentifier.KIND_NAME)) {
                theirs.addToken(alias, token);
            }
        });
        return theirs;
    }

    private static ByteBuffer bytes(Credentials credentials) {
        try (DataOutputBuffer out = new DataOutputBuffer()) {
            credentials.writeTokenStorageToStream(out);
            return ByteBuffer.wrap(out.getData(), 0, out.getLength());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String currentUser() {
        try {
            return UserGroupInformation.getCurrentUser().getShortUserName();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
