/** Routing: its picture, its settings, its switches and its decisions. */
@NullMarked
package io.signalbox.app.cli.routing;

import org.jspecify.annotations.NullMarked;
