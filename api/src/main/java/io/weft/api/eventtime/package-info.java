/**
 * Timestamps of records, and watermarks: how far event time has come.
 *
 * <p>Uses the JDK only. Everything here runs on the thread of the task that assigns timestamps.
 */
package io.weft.api.eventtime;
