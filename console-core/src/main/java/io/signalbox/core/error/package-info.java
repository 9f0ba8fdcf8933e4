/**
 * Stable error codes, the one exception front ends see, and the guard that keeps blocking calls off
 * the screen's thread.
 */
@NullMarked
package io.signalbox.core.error;

import org.jspecify.annotations.NullMarked;
