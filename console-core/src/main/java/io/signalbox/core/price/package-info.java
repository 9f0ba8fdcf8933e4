/** What machines are estimated to cost: asked of providers beside the work, kept, and read. */
@NullMarked
package io.signalbox.core.price;

import org.jspecify.annotations.NullMarked;
