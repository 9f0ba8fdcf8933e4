/** What every screen and command is handed: one immutable snapshot of the state of everything. */
@NullMarked
package io.signalbox.core.snapshot;

import org.jspecify.annotations.NullMarked;
