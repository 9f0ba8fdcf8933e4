/** The tree of strategies ready to be walked, and operations on their way through it. */
@NullMarked
package io.signalbox.core.routing.tree;

import org.jspecify.annotations.NullMarked;
