/** Where a create goes, and with which specification. */
@NullMarked
package io.signalbox.core.request.planning;

import org.jspecify.annotations.NullMarked;
