/**
 * The operators: what runs the user's functions, one class for each kind in {@code io.weft.api.plan.OperatorSpec}.
 *
 * <p>May use: the API, {@code io.weft.model}, {@code io.weft.state}, {@code io.weft.runtime.channel} and {@code .hot}. Everything here
 * belongs to the task's thread. Classes on the path of a record are copied per place, see {@link io.weft.runtime.hot.ClassCopies}.
 */
package io.weft.runtime.operator;
