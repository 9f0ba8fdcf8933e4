/** The window around the screens: navigation, top bar, dialogs, palette. */
@NullMarked
package io.signalbox.app.ui.shell;

import org.jspecify.annotations.NullMarked;
