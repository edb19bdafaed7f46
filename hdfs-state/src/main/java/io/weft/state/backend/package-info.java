/** Which state backend a configuration selects. Depends on {@code io.weft.state} and the backends. */
package io.weft.state.backend;
