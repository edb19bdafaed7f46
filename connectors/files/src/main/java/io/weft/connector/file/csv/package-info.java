/**
 * Reading comma-separated values into records, POJOs, tuples and arrays.
 *
 * <p>Uses the file source, and types and fs of the API. A reader runs on its task's thread.
 */
package io.weft.connector.file.csv;
