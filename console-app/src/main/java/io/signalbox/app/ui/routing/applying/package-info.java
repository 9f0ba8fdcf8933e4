/** Applies what is typed as one change, and takes changes back. */
@NullMarked
package io.signalbox.app.ui.routing.applying;

import org.jspecify.annotations.NullMarked;
