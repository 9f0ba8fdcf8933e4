/** Why operations went where they went, kept and read again. */
@NullMarked
package io.signalbox.core.routing.decisions;

import org.jspecify.annotations.NullMarked;
