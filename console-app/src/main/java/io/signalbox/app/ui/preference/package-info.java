/** What a window remembers of itself: its look, its place, its filters and keys. */
@NullMarked
package io.signalbox.app.ui.preference;

import org.jspecify.annotations.NullMarked;
