/** Which strategies there are, which is selected, and its settings. */
@NullMarked
package io.signalbox.app.ui.routing.strategies;

import org.jspecify.annotations.NullMarked;
