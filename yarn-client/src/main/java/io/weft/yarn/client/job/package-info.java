/**
 * Follows submitted jobs to their ends, whatever application hosts them.
 */
package io.weft.yarn.client.job;
