/**
 * How values become bytes: the serializer, the views it writes to and reads from, the compact formats that they fix, and the snapshots by
 * which a later version of a program reads what an earlier one wrote. The names of snapshots' classes are part of what is written: they
 * stay. Depends on {@code reflect}. The thread that runs a serializer owns it.
 */
package io.weft.api.serialization;
