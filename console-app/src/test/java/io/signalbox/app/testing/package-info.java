/** What tests of the app share. */
@NullMarked
package io.signalbox.app.testing;

import org.jspecify.annotations.NullMarked;
