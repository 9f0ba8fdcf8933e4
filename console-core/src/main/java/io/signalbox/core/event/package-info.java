/** The event stream. Each package declares its own events; this one knows only their shape. */
@NullMarked
package io.signalbox.core.event;

import org.jspecify.annotations.NullMarked;
