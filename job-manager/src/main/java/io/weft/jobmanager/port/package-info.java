/**
 * What crosses the border of the control plane: events in, effects out, journal records both ways, settings. Values only; depends on
 * {@code io.weft.model}.
 */
package io.weft.jobmanager.port;
