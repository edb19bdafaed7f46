/**
 * Values that programs are written with, besides tuples: rows, and values of one of two types. They depend on nothing, and belong to
 * whoever holds them.
 */
package io.weft.api.data;
