package io.weft.jobmanager.port;

/** Under which the shell finds the client that asked. Unique among the requests of one JobManager incarnation. */
public record ReplyHandle(long id) {}
