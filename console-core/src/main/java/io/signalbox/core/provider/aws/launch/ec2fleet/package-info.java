/** EC2 fleets of the types instant, request and maintain. */
@NullMarked
package io.signalbox.core.provider.aws.launch.ec2fleet;

import org.jspecify.annotations.NullMarked;
