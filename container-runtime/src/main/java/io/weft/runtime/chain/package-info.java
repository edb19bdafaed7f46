/**
 * What a chain of operators is made of: the interfaces between its members, what an operator is built with, and the part that operators
 * around a user's function share. Used by the task's thread alone.
 */
package io.weft.runtime.chain;
