/** What a client hands to an ApplicationMaster, as it travels: the mode, the settings, a compiled job or a program's jar and main class. */
package io.weft.yarn.appmaster.program;
