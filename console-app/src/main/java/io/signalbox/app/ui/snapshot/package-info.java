/** Renders the screens to pictures, with or without a display. */
@NullMarked
package io.signalbox.app.ui.snapshot;

import org.jspecify.annotations.NullMarked;
