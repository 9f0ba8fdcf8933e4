/** The operations of EC2. */
@NullMarked
package io.signalbox.core.localcloud.ec2;

import org.jspecify.annotations.NullMarked;
