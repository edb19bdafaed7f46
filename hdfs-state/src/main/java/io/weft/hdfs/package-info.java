/**
 * Weft on Hadoop's FileSystem: what lies where in a user's Weft directory, the engine cache, an application's staging directory. Depends on
 * job-model and Hadoop's file system client. Everything blocks on the file system, so callers bring a thread of their own.
 */
package io.weft.hdfs;
