/** Light and dark, fonts and style sheets. */
@NullMarked
package io.signalbox.app.ui.theme;

import org.jspecify.annotations.NullMarked;
