/** Settings as they are in force, what is typed over them, and the fields to type in. */
@NullMarked
package io.signalbox.app.ui.routing.editing;

import org.jspecify.annotations.NullMarked;
