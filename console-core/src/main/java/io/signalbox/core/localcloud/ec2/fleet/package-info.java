/** Fleets, filled up to their target. */
@NullMarked
package io.signalbox.core.localcloud.ec2.fleet;

import org.jspecify.annotations.NullMarked;
