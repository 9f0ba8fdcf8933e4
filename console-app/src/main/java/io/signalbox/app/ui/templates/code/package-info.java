/** A text area for JSON: colours, line numbers, what is odd on its line, and completion. */
@NullMarked
package io.signalbox.app.ui.templates.code;

import org.jspecify.annotations.NullMarked;
