/** The one table of keys: what may stand where, who reads it, and when it acts on nothing. */
@NullMarked
package io.signalbox.core.config.table;

import org.jspecify.annotations.NullMarked;
