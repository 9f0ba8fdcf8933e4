/** A few steps through the screens, offered once and there whenever it is asked for. */
@NullMarked
package io.signalbox.app.ui.tour;

import org.jspecify.annotations.NullMarked;
