/** The one way between the core and a provider. */
@NullMarked
package io.signalbox.core.gateway;

import org.jspecify.annotations.NullMarked;
