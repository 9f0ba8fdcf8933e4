/** Lines over time: what to draw is worked out in the background, drawing touches kept nodes. */
@NullMarked
package io.signalbox.app.ui.chart;

import org.jspecify.annotations.NullMarked;
