/** Routing as it runs: joins the other rooms. */
@NullMarked
package io.signalbox.core.routing.engine;

import org.jspecify.annotations.NullMarked;
