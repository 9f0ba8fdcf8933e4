/** How view-models reach the core: the buses, the executors and the one conflating feed. */
@NullMarked
package io.signalbox.app.ui.feed;

import org.jspecify.annotations.NullMarked;
