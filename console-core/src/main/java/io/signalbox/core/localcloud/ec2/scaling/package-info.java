/** Auto Scaling groups. */
@NullMarked
package io.signalbox.core.localcloud.ec2.scaling;

import org.jspecify.annotations.NullMarked;
