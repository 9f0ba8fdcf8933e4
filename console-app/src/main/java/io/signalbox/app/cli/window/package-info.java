/** The window opened from the command line, and what is shown in its place. */
@NullMarked
package io.signalbox.app.cli.window;

import org.jspecify.annotations.NullMarked;
