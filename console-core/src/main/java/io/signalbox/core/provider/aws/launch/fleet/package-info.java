/** What fleets and groups share: noted, made, followed, lowered before machines are returned. */
@NullMarked
package io.signalbox.core.provider.aws.launch.fleet;

import org.jspecify.annotations.NullMarked;
