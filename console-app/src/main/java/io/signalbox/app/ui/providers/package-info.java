/** The Providers screen: every provider, one in full, and the switches an operator throws on it. */
@NullMarked
package io.signalbox.app.ui.providers;

import org.jspecify.annotations.NullMarked;
