/** What requests ask of providers: tags, deadlines, listings shared among requests. */
@NullMarked
package io.signalbox.core.request.calling;

import org.jspecify.annotations.NullMarked;
