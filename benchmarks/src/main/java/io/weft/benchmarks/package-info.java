/** Whole-job workloads, on the engine in one JVM and as hand-written loops; each run prints one line of JSON. */
package io.weft.benchmarks;
