/** The track diagram. */
@NullMarked
package io.signalbox.app.ui.tracks;

import org.jspecify.annotations.NullMarked;
