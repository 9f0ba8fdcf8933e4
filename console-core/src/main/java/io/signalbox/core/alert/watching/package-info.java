/** Judges rules over what is measured and found, and keeps what is open. */
@NullMarked
package io.signalbox.core.alert.watching;

import org.jspecify.annotations.NullMarked;
