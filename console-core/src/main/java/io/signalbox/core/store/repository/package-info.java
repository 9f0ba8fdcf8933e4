/** Repositories that other packages declare, all but that of requests: rows and statements. */
@NullMarked
package io.signalbox.core.store.repository;

import org.jspecify.annotations.NullMarked;
