/** What a container is started with: its files, its memory, its command, its credentials. Shared by client and ApplicationMaster. */
package io.weft.yarn.appmaster.launch;
