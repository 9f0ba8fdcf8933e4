/** The repositories that other packages declare, as rows and statements. */
@NullMarked
package io.signalbox.core.store.repository;

import org.jspecify.annotations.NullMarked;
