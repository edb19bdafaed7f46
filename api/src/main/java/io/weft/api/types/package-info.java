/**
 * What is known about the types of a program's values, and how it is found out. Depends on {@code serialization}, {@code config},
 * {@code tuple} and {@code data}. Types are immutable; the thread that builds the program finds them.
 */
package io.weft.api.types;
