/** A file-backed cloud shared by processes, deterministic from its seed and the clock. */
@NullMarked
package io.signalbox.core.provider.simulated;

import org.jspecify.annotations.NullMarked;
