/**
 * Brings a new application to YARN: checks the cluster, puts engine and job into HDFS, submits. What takes time runs on a pool while the
 * user's main method still runs.
 */
package io.weft.yarn.client.submission;
