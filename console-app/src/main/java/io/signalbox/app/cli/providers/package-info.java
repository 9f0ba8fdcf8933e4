/** The providers: what they are, how they are, and what an operator does to them. */
@NullMarked
package io.signalbox.app.cli.providers;

import org.jspecify.annotations.NullMarked;
