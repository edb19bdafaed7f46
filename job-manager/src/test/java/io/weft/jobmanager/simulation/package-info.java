/** The control plane in a simulated world: one thread, virtual time, a seed. */
package io.weft.jobmanager.simulation;
