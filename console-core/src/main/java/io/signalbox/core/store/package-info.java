/** Implements the repositories the packages above declare, on SQLite. */
@NullMarked
package io.signalbox.core.store;

import org.jspecify.annotations.NullMarked;
