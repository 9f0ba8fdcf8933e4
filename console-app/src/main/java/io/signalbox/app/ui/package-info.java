/** The window. */
@NullMarked
package io.signalbox.app.ui;

import org.jspecify.annotations.NullMarked;
