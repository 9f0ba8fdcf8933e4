/** Balancing: the algorithms that spread calls over members, and what they remember. */
@NullMarked
package io.signalbox.core.routing.balancing;

import org.jspecify.annotations.NullMarked;
