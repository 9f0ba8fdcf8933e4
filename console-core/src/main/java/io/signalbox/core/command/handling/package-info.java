/** Who changes it: the gate, the audit's trail and one handler for each area. */
@NullMarked
package io.signalbox.core.command.handling;

import org.jspecify.annotations.NullMarked;
