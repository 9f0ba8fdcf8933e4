/** The file, its schema and its connections: statements, transactions, sums over rows. */
@NullMarked
package io.signalbox.core.store.database;

import org.jspecify.annotations.NullMarked;
