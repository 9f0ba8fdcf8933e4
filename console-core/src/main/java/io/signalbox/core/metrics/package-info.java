/** Sliding-window counters and latency histograms by provider and operation. */
@NullMarked
package io.signalbox.core.metrics;

import org.jspecify.annotations.NullMarked;
