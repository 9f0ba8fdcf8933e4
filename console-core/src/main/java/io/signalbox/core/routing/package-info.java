/** Choosing a provider for an operation, and executing it there. */
@NullMarked
package io.signalbox.core.routing;

import org.jspecify.annotations.NullMarked;
