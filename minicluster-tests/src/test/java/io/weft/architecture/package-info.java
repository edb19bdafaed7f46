/** Rules over the classes, documents and files of all modules. Runs without a cluster. */
package io.weft.architecture;
