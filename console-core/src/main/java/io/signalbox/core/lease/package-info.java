/**
 * Duties and requests that one process at a time works on, with numbers that fence off the rest.
 */
@NullMarked
package io.signalbox.core.lease;

import org.jspecify.annotations.NullMarked;
