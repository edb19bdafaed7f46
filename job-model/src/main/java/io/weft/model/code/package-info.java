/**
 * Loading the user's classes apart from the engine's, the same way in the client, the ApplicationMaster and the containers. Depends on
 * the JDK only. Class loaders are used by any thread.
 */
package io.weft.model.code;
