/**
 * What {@code weft} and {@code yarn-session list} show and do: listings, reports, logs, cancelling.
 */
package io.weft.yarn.client.inspection;
