/** Failing over: modes, back-off, and the circuit that guards each member of a chain. */
@NullMarked
package io.signalbox.core.routing.failover;

import org.jspecify.annotations.NullMarked;
