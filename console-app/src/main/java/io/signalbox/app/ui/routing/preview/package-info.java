/** Members of the selected strategy, and what the settings as typed would do to them. */
@NullMarked
package io.signalbox.app.ui.routing.preview;

import org.jspecify.annotations.NullMarked;
