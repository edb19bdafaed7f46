package io.weft.api.config;

import static io.weft.api.config.ConfigOptions.key;

import io.weft.api.execution.RecoveryClaimMode;
import java.util.Map;

/** Options of what a job starts from. */
public final class StateRecoveryOptions {

    public static final ConfigOption<String> SAVEPOINT_PATH = key("execution.state-recovery.path")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "The directory of the checkpoint or savepoint from which the job starts; unset: it starts empty.")
            .withDeprecatedKeys("execution.savepoint.path");

    public static final ConfigOption<Boolean> SAVEPOINT_IGNORE_UNCLAIMED_STATE =
            key("execution.state-recovery.ignore-unclaimed-state")
                    .booleanType()
                    .defaultValue(false)
                    .withDescription(
                            "Whether state of operators that the job no longer has is left out; otherwise the job does not start.")
                    .withDeprecatedKeys("execution.savepoint.ignore-unclaimed-state");

    public static final ConfigOption<RecoveryClaimMode> RESTORE_MODE = key("execution.state-recovery.claim-mode")
            .enumType(RecoveryClaimMode.class)
            .defaultValue(RecoveryClaimMode.DEFAULT)
            .withDescription(
                    "no-claim: the files from which the job starts stay as they are. claim: they become the job's, which deletes"
                            + " them when it does not need them any more.")
            .withDeprecatedKeys("execution.savepoint-restore-mode");

    public static final ConfigOption<Map<String, String>> CLASS_RENAMES = key("state.class-renames")
            .mapType()
            .noDefaultValue()
            .withDescription("Classes of state that were renamed or moved since it was written, the older name first:"
                    + " `com.acme.Visit:com.acme.web.PageView`. Nested classes are named with a `$`, each for itself.");

    private StateRecoveryOptions() {}
}
