/** Launching machines, and the templates of launches. */
@NullMarked
package io.signalbox.core.localcloud.ec2.launch;

import org.jspecify.annotations.NullMarked;
