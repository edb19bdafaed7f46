/**
 * One JobMaster a job: its ExecutionGraph, what is deployed, cancelled, restarted, and when it has ended. Hard state is in JobFacts and
 * changes by records alone; all else is soft. Depends on {@code port}, {@code step}, {@code resource}. Runs on the thread that calls
 * {@code JobManager.handle}.
 */
package io.weft.jobmanager.job;
