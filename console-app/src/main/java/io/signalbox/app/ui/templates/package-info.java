/** The Templates screen: where each field's value comes from. */
@NullMarked
package io.signalbox.app.ui.templates;

import org.jspecify.annotations.NullMarked;
