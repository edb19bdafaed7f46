/**
 * The cluster and the applications in it, seen from a client: finds them, talks to their JobManagers, tells how they ended. Safe for any
 * thread unless a class says otherwise.
 */
package io.weft.yarn.client.application;
