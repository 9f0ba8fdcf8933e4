/** Giving machines back: those that are named, and those that nobody holds. */
@NullMarked
package io.signalbox.core.request.returning;

import org.jspecify.annotations.NullMarked;
