/** The one form for every switch, wherever it is opened: preview, reason, time and typed name. */
@NullMarked
package io.signalbox.app.ui.switching;

import org.jspecify.annotations.NullMarked;
