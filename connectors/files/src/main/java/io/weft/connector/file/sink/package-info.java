/**
 * Writing files: writers fill part files under hidden names, a committer renames them into sight.
 *
 * <p>Uses the sink SPI and fs of the API. Everything runs on the thread of the sink's task.
 */
package io.weft.connector.file.sink;
