/** What a process does with itself. Depends on the JDK only. */
package io.weft.model.process;
