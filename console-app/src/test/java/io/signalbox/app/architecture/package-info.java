/** What may know what, held by tests. */
@NullMarked
package io.signalbox.app.architecture;

import org.jspecify.annotations.NullMarked;
