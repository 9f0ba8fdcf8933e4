/** The monitor with each provider's last known state and its history. */
@NullMarked
package io.signalbox.core.health;

import org.jspecify.annotations.NullMarked;
