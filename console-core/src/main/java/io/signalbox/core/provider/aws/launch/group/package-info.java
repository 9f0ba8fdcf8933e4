/** Launching with Auto Scaling groups. */
@NullMarked
package io.signalbox.core.provider.aws.launch.group;

import org.jspecify.annotations.NullMarked;
