/** A test of a connection: under way, stopped, or what it found. */
@NullMarked
package io.signalbox.app.ui.providers.connection;

import org.jspecify.annotations.NullMarked;
