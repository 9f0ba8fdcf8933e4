/** What may know what, held by tests. */
@NullMarked
package io.signalbox.core.architecture;

import org.jspecify.annotations.NullMarked;
