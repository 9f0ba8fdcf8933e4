/** What every operation of EC2 shares: its parameters, what it looks at, how it answers. */
@NullMarked
package io.signalbox.core.localcloud.ec2.call;

import org.jspecify.annotations.NullMarked;
