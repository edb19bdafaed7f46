/** Control messages between client, JobManager and TaskManagers: plain records. Depends on {@link io.weft.model} and its graph. */
package io.weft.model.message;
