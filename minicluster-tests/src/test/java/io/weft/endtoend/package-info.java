/**
 * The fixture of the end-to-end tests: one cluster a test JVM, our command-line tools as real processes, and eyes for
 * what is left in HDFS and YARN. May use the mini-cluster and Hadoop's client, but none of the engine's classes.
 */
package io.weft.endtoend;
