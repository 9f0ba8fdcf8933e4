/**
 * JSON as maps, lists and scalars: what is kept in a file or a column and read back by ourselves.
 */
@NullMarked
package io.signalbox.core.json;

import org.jspecify.annotations.NullMarked;
