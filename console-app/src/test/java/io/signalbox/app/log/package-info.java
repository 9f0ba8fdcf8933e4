/** The program's log. */
@NullMarked
package io.signalbox.app.log;

import org.jspecify.annotations.NullMarked;
