/** Why past operations went where they went, and where they would go under what is typed. */
@NullMarked
package io.signalbox.app.ui.routing.decisions;

import org.jspecify.annotations.NullMarked;
