/** What was typed and not saved, kept across screens and restarts. */
@NullMarked
package io.signalbox.app.ui.draft;

import org.jspecify.annotations.NullMarked;
