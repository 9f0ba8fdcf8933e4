/** Operations made and rehearsed by an operator, and what happened lately. */
@NullMarked
package io.signalbox.app.cli.ops;

import org.jspecify.annotations.NullMarked;
