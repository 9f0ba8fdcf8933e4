/** The desktop's keychain. */
@NullMarked
package io.signalbox.app.keychain;

import org.jspecify.annotations.NullMarked;
