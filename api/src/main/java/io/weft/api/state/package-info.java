/**
 * State that belongs to a key or to an operator's subtask: the kinds there are, their descriptions, and where functions get them.
 *
 * <p>Uses functions, serialization, types, config. State is used on the thread of its task only.
 */
package io.weft.api.state;
