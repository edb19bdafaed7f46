package io.weft.yarn.appmaster;

import io.weft.model.TaskManagerId;

/** What the YARN side reports. Called by the YARN thread or a start-up thread; implementations hand over and return at once. */
interface YarnListener {

    /** A TaskManager that an earlier ApplicationMaster started may still run; it will register by itself. */
    void onRecovered(TaskManagerId taskManager);

    /** YARN has granted a container and it is being started; the TaskManager registers when it is up. */
    void onStarting(TaskManagerId taskManager);

    /** The container has ended, or could not be started. Reported once for each container. */
    void onGone(TaskManagerId taskManager, String why);

    /** The application cannot go on: YARN refuses this ApplicationMaster, or cannot be reached. */
    void onUnusable(String why, Throwable cause);
}
