package io.weft.connector.file.sink;

import io.weft.api.fs.Path;
import io.weft.api.sink.WriterInitContext;

/**
 * Tells the hidden files of one run of a job from those of all others, so that a new run can sweep what a failed one left.
 *
 * @param attempt grows with each restart
 */
record WriterIdentity(String jobId, int subtask, int attempt) {

    private static final String IN_PROGRESS = ".inprogress.";

    static WriterIdentity of(WriterInitContext context) {
        return new WriterIdentity(
                context.getJobInfo().getJobId().toHexString(),
                context.getTaskInfo().getIndexOfThisSubtask(),
                context.getTaskInfo().getAttemptNumber());
    }

    /** Where the file is while it is being written: beside its target, because only there renaming is sure to be one step. */
    Path hidden(Path target) {
        return new Path(target.getParent(), "." + target.getName() + IN_PROGRESS + jobId + "-" + attempt);
    }

    /** True for the hidden files of this job's earlier attempts; a later one's belong to whoever has taken this one's place. */
    boolean isLeftover(String fileName) {
        String ofThisJob = IN_PROGRESS + jobId + "-";
        int at = fileName.lastIndexOf(ofThisJob);
        return fileName.startsWith(".")
                && at > 0
                && Integer.parseInt(fileName.substring(at + ofThisJob.length())) < attempt;
    }

    /** The name that a hidden file was to get, or the name itself if it is not hidden. */
    static String targetName(String fileName) {
        int at = fileName.lastIndexOf(IN_PROGRESS);
        return fileName.startsWith(".") && at > 0 ? fileName.substring(1, at) : fileName;
    }
}
