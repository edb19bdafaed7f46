/**
 * Reading files: an enumerator cuts files into splits, readers turn splits into records by a {@link
 * io.weft.connector.file.source.StreamFormat}.
 *
 * <p>Uses the source SPI, types and fs of the API. The enumerator runs on its own thread, a reader on its task's.
 */
package io.weft.connector.file.source;
