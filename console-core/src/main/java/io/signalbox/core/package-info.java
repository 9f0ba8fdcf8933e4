/** The engine: the composition root and the packages beneath it. */
@NullMarked
package io.signalbox.core;

import org.jspecify.annotations.NullMarked;
