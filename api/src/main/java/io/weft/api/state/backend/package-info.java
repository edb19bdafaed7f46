/**
 * The state backends and checkpoint storages that a program can choose: each carries settings into the job's configuration, and nothing
 * else. The engine reads them there.
 *
 * <p>Uses config and fs.
 */
package io.weft.api.state.backend;
