package io.weft.yarn.client.submission;

import io.weft.hdfs.WeftDirectory.Staged;
import io.weft.model.Clock;
import io.weft.yarn.client.application.HadoopCluster;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.exceptions.ApplicationNotFoundException;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes the staging directories of applications that ended without doing so themselves. */
final class StagingSweep {

    private static final Logger LOG = LoggerFactory.getLogger(StagingSweep.class);

    private static final Set<YarnApplicationState> ENDED =
            EnumSet.of(YarnApplicationState.FINISHED, YarnApplicationState.FAILED, YarnApplicationState.KILLED);

    private static final long FORGOTTEN_AFTER_MS = 3_600_000;

    private StagingSweep() {}

    /** Never fails: what could not be removed now is removed by a later submission. */
    static void run(HadoopCluster cluster, Clock clock) {
        try {
            for (Staged staged : cluster.directory().stagedApplications()) {
                if (isLeftOver(state(cluster.yarn(), staged), clock.nowMs() - staged.modifiedMs())) {
                    LOG.info("Removing what the ended application {} left in HDFS.", staged.applicationId());
                    cluster.directory().staging(staged.applicationId()).delete();
                }
            }
        } catch (IOException | YarnException | RuntimeException e) {
            LOG.warn("Could not look for what ended applications left in HDFS.", e);
        }
    }

    private static Optional<YarnApplicationState> state(YarnClient yarn, Staged staged)
            throws IOException, YarnException {
        try {
            ApplicationId id = ApplicationId.fromString(staged.applicationId());
            return Optional.of(yarn.getApplicationReport(id).getYarnApplicationState());
        } catch (ApplicationNotFoundException unknown) {
            return Optional.empty();
        }
    }

    /**
     * Whether nobody needs a staging directory any more.
     *
     * @param state of its application; empty if YARN does not know it: forgotten long ago, or not submitted yet by a client that is at it
     *     just now
     */
    static boolean isLeftOver(Optional<YarnApplicationState> state, long unchangedForMs) {
        return state.map(ENDED::contains).orElse(unchangedForMs > FORGOTTEN_AFTER_MS);
    }
}
