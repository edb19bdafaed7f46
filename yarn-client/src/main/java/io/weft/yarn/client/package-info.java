/**
 * The command line: {@code yarn-submit}, {@code yarn-session}, {@code weft}. Uploads, submits to YARN, follows the job. Depends on
 * yarn-appmaster for what both sides share, and wires everything below. Commands run on the main thread; look-ups that can overlap run on
 * a small pool.
 */
package io.weft.yarn.client;
