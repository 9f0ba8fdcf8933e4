/** The operations of STS. */
@NullMarked
package io.signalbox.core.localcloud.sts;

import org.jspecify.annotations.NullMarked;
