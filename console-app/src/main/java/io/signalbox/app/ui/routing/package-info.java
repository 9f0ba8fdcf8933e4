/** The routing screen. */
@NullMarked
package io.signalbox.app.ui.routing;

import org.jspecify.annotations.NullMarked;
