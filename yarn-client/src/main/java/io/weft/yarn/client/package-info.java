/**
 * The command line: {@code yarn-submit}, {@code yarn-session}, {@code weft}. The commands read options and settings; the packages below do
 * the work and know nothing of the commands. Depends on yarn-appmaster for what both sides share, and wires everything below. Commands run
 * on the main thread.
 */
package io.weft.yarn.client;
