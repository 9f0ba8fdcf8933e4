/** Small controls every screen is made of. */
@NullMarked
package io.signalbox.app.ui.control;

import org.jspecify.annotations.NullMarked;
