/** The list of on-demand prices. */
@NullMarked
package io.signalbox.core.localcloud.pricing;

import org.jspecify.annotations.NullMarked;
