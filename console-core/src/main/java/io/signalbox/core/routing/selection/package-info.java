/** What a plug-in implements to choose providers its own way. */
@NullMarked
package io.signalbox.core.routing.selection;

import org.jspecify.annotations.NullMarked;
