/**
 * Serializers of values without parts: primitives and arrays of them, text, big numbers, dates and times. Depends on the package above
 * only. They keep no
 * state, so any thread may use them.
 */
package io.weft.api.serialization.basic;
