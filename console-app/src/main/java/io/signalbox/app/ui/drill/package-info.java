/** The drill screen. */
@NullMarked
package io.signalbox.app.ui.drill;

import org.jspecify.annotations.NullMarked;
