/** RunInstances: one call for each machine type in each place, noted before it is sent. */
@NullMarked
package io.signalbox.core.provider.aws.launch.instances;

import org.jspecify.annotations.NullMarked;
