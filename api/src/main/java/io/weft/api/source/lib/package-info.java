/**
 * Sources that come with the API: numbers, generated records, elements of the program, lines from a socket.
 *
 * <p>Uses source and functions. Threads are those of the source SPI.
 */
package io.weft.api.source.lib;
