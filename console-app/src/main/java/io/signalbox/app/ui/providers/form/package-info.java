/** The form that registers a provider, or changes one in its file. */
@NullMarked
package io.signalbox.app.ui.providers.form;

import org.jspecify.annotations.NullMarked;
