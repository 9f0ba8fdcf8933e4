/**
 * The program's log: JSON lines in a file of the state folder, readable text for a person's
 * terminal. All that knows Logback.
 */
@NullMarked
package io.signalbox.app.log;

import org.jspecify.annotations.NullMarked;
