/** The packaged program, run as a stranger would. */
@NullMarked
package io.signalbox.app.packaged;

import org.jspecify.annotations.NullMarked;
