/**
 * The file connector's answer to programs that read and write text files without naming a connector.
 *
 * <p>Uses the API and the packages below. Called while a program builds its graph, on that thread.
 */
package io.weft.connector.file;
