/**
 * Settings: typed options, where their values are kept, and the table of all options that Weft knows.
 *
 * <p>Uses the JDK only. Configurations are owned by one thread at a time.
 */
package io.weft.api.config;
