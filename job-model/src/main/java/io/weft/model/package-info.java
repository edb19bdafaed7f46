/** Ids and small values that client, JobManager and TaskManagers share. Depends on the API alone. */
package io.weft.model;
