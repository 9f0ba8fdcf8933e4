/** The verbs of alerts. */
@NullMarked
package io.signalbox.app.cli.alerts;

import org.jspecify.annotations.NullMarked;
