/**
 * A session from its start to its end, and the jobs that are brought to it.
 */
package io.weft.yarn.client.session;
