/** Asking several members for one answer: modes, policies, and how results become one. */
@NullMarked
package io.signalbox.core.routing.composition;

import org.jspecify.annotations.NullMarked;
