package io.weft.api.sink;

import io.weft.api.functions.rich.JobInfo;
import io.weft.api.functions.rich.TaskInfo;

/** What a committer knows of its surroundings. */
public interface CommitterInitContext {

    JobInfo getJobInfo();

    TaskInfo getTaskInfo();
}
