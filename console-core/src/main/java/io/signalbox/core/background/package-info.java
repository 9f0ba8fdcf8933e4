/** What runs by itself, and what a process keeps in memory and tells to the store later. */
@NullMarked
package io.signalbox.core.background;

import org.jspecify.annotations.NullMarked;
