/**
 * Savepoints as a person sees them: asking a job for one, naming one to start from, removing one. Depends on {@code terminal}; used by the
 * commands and by {@code inspection}.
 */
package io.weft.yarn.client.savepoint;
