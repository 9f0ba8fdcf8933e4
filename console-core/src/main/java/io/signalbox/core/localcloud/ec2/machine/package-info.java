/** Machines and tags: listed, tagged, terminated. */
@NullMarked
package io.signalbox.core.localcloud.ec2.machine;

import org.jspecify.annotations.NullMarked;
