/** Spot fleets of the types request and maintain. */
@NullMarked
package io.signalbox.core.provider.aws.launch.spotfleet;

import org.jspecify.annotations.NullMarked;
