/** Files as this program reads and makes them: regular, bounded, and its user's alone. */
@NullMarked
package io.signalbox.core.file;

import org.jspecify.annotations.NullMarked;
