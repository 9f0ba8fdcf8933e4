/** The file, its schema and its connections: statements, transactions, sums and bounds of rows. */
@NullMarked
package io.signalbox.core.store.database;

import org.jspecify.annotations.NullMarked;
