/** The desktop's keychain, found by the core where a configuration refers to it. */
@NullMarked
package io.signalbox.app.keychain;

import org.jspecify.annotations.NullMarked;
