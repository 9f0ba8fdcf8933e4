/** Reports as they leave the program, the same from the window and from the command line. */
@NullMarked
package io.signalbox.app.report;

import org.jspecify.annotations.NullMarked;
