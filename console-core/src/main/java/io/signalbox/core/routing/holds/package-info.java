/** What operators hold: its values, where they are kept, what is told of them. */
@NullMarked
package io.signalbox.core.routing.holds;

import org.jspecify.annotations.NullMarked;
