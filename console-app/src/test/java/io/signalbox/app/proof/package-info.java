/** The program killed, stopped and crowded in processes of its own; the clouds' books witness. */
@NullMarked
package io.signalbox.app.proof;

import org.jspecify.annotations.NullMarked;
