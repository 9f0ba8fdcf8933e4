/** The Alerts screen: what is open with its remedies, and the rules it comes from. */
@NullMarked
package io.signalbox.app.ui.alerts;

import org.jspecify.annotations.NullMarked;
