/** The diagram on the screen: nodes that are kept from one picture to the next. */
@NullMarked
package io.signalbox.app.ui.tracks.diagram;

import org.jspecify.annotations.NullMarked;
