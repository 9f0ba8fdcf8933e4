/** The Settings screen: the configuration in force, and the window's own settings. */
@NullMarked
package io.signalbox.app.ui.settings;

import org.jspecify.annotations.NullMarked;
