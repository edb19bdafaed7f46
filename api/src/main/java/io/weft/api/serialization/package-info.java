/**
 * How values become bytes: the serializer, the views it writes to and reads from, and the compact formats that they fix. Depends on
 * nothing. The thread that runs a serializer owns it.
 */
package io.weft.api.serialization;
