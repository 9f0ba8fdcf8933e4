/** Log lines: JSON in a file of the state folder, readable text for a person's terminal. */
@NullMarked
package io.signalbox.core.log;

import org.jspecify.annotations.NullMarked;
