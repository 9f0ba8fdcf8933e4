/**
 * The provider-strategy core under every surface: open it with {@link io.signalbox.core.Signalbox}.
 */
@NullMarked
package io.signalbox.core;

import org.jspecify.annotations.NullMarked;
