/** What can be changed: one record for each, and the bus that takes them. */
@NullMarked
package io.signalbox.core.command;

import org.jspecify.annotations.NullMarked;
