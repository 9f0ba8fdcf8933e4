/** The Requests screen: submit, follow, return. */
@NullMarked
package io.signalbox.app.ui.requests;

import org.jspecify.annotations.NullMarked;
