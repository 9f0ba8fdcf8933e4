/** The operations of EC2, and of Auto Scaling over its machines. */
@NullMarked
package io.signalbox.core.localcloud.ec2;

import org.jspecify.annotations.NullMarked;
