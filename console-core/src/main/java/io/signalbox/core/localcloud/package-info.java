/** A cloud on loopback that speaks the wire of AWS, to try a provider with no account. */
@NullMarked
package io.signalbox.core.localcloud;

import org.jspecify.annotations.NullMarked;
