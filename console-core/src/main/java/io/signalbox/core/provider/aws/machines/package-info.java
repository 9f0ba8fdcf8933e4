/** Machines as EC2 tells of them: listing and terminating. */
@NullMarked
package io.signalbox.core.provider.aws.machines;

import org.jspecify.annotations.NullMarked;
