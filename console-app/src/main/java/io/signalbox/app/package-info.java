/** Everything people touch: the window and the command line over the core. */
@NullMarked
package io.signalbox.app;

import org.jspecify.annotations.NullMarked;
