/** What is laid over the main file: overlays of an environment, and overrides by hand. */
@NullMarked
package io.signalbox.core.config.overlay;

import org.jspecify.annotations.NullMarked;
