/**
 * Functions of two inputs.
 *
 * <p>Uses functions, functions.rich and time. They run on the thread of their task, one record at a time, whichever input it comes from.
 */
package io.weft.api.functions.co;
