/**
 * What Java's reflection tells about a program's classes: generic types through the class hierarchy, the method behind a lambda, and
 * whether a class follows the rules for POJOs. Depends on nothing and keeps nothing, so any thread may use it.
 */
package io.weft.api.reflect;
