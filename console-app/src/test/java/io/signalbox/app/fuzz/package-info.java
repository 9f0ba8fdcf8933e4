/** Input that nobody meant, made from some that somebody did. */
@NullMarked
package io.signalbox.app.fuzz;

import org.jspecify.annotations.NullMarked;
