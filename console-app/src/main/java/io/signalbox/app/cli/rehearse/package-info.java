/** Clouds on loopback, to try a provider with no account. */
@NullMarked
package io.signalbox.app.cli.rehearse;

import org.jspecify.annotations.NullMarked;
