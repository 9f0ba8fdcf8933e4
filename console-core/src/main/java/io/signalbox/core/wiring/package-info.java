/** What an open configuration folder is made of, and what runs by itself while it is open. */
@NullMarked
package io.signalbox.core.wiring;

import org.jspecify.annotations.NullMarked;
