/** Who is chosen: the order of authority, the tree, the policy. */
@NullMarked
package io.signalbox.core.routing.choosing;

import org.jspecify.annotations.NullMarked;
