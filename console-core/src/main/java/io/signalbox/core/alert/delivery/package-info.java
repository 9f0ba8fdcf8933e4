/** Tells people elsewhere what began and ended: a webhook, a command, the desktop's notifier. */
@NullMarked
package io.signalbox.core.alert.delivery;

import org.jspecify.annotations.NullMarked;
