/**
 * The ResourceManager: which TaskManagers there are, which slot is whose, how many TaskManagers are wanted. All of it is soft state,
 * rebuilt from what TaskManagers report. Depends on {@code port} and {@code step}. Runs on the thread that calls {@code JobManager.handle}.
 */
package io.weft.jobmanager.resource;
