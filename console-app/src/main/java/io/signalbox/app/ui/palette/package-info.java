/** Ctrl K: everything there is to go to or to do, by its name. */
@NullMarked
package io.signalbox.app.ui.palette;

import org.jspecify.annotations.NullMarked;
