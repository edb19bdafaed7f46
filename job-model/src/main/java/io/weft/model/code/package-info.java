/**
 * Loading the user's classes apart from the engine's, the same way in the client, the ApplicationMaster and the containers. Depends on
 * the JDK and ASM. Class loaders are used by any thread.
 */
package io.weft.model.code;
