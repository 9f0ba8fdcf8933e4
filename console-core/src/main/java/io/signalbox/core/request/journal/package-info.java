/** Reading and writing requests: each change one transaction under a lease. */
@NullMarked
package io.signalbox.core.request.journal;

import org.jspecify.annotations.NullMarked;
