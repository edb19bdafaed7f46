/**
 * Keeps the path of a record free of call sites that see many types. Depends on the JDK only; used while tasks are built, by any
 * thread.
 */
package io.weft.runtime.hot;
