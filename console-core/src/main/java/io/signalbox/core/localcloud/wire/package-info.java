/** Requests and answers as AWS writes them: forms in, XML out, errors with their status. */
@NullMarked
package io.signalbox.core.localcloud.wire;

import org.jspecify.annotations.NullMarked;
