/** What can be changed: one record and one handler for each, behind the gate. */
@NullMarked
package io.signalbox.core.command;

import org.jspecify.annotations.NullMarked;
