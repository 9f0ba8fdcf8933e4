/** What traffic would do, and would have done, under settings that are only proposed. */
@NullMarked
package io.signalbox.core.routing.preview;

import org.jspecify.annotations.NullMarked;
