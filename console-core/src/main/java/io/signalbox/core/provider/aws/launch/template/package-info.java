/** Launch templates that fleets and groups launch from: made, found again, removed. */
@NullMarked
package io.signalbox.core.provider.aws.launch.template;

import org.jspecify.annotations.NullMarked;
