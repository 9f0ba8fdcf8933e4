/** Templates as everybody sees them, resolved with where each value comes from. Rooms make them. */
@NullMarked
package io.signalbox.core.template;

import org.jspecify.annotations.NullMarked;
