/** From the routing tree to a picture: positions and words, without a screen. */
@NullMarked
package io.signalbox.app.ui.tracks.layout;

import org.jspecify.annotations.NullMarked;
