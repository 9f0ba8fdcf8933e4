/** The Overview screen: what is wrong, at a glance. */
@NullMarked
package io.signalbox.app.ui.overview;

import org.jspecify.annotations.NullMarked;
