/** The Readiness screen: the deployment checklist as checks that run. */
@NullMarked
package io.signalbox.app.ui.readiness;

import org.jspecify.annotations.NullMarked;
