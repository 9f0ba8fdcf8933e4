package io.signalbox.core.store.database;

/**
 * What one open store has written since it was opened.
 *
 * @param transactions write transactions whose commit succeeded, callers counted one by one
 * @param commits commits that were forced to disk; concurrent transactions share one, and those
 *     that change nothing need none
 */
public record StoreStatistics(long transactions, long commits) {}
