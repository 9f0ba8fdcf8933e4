/** Beside the diagram: what is selected, how it stands and what can be done to it. */
@NullMarked
package io.signalbox.app.ui.tracks.panel;

import org.jspecify.annotations.NullMarked;
