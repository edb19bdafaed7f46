/**
 * What a person at a terminal sees and does: messages, exit codes, Ctrl-C. Depends on nothing of ours.
 */
package io.weft.yarn.client.terminal;
