/** From a template to machines: what every launch API shares, one room for each below. */
@NullMarked
package io.signalbox.core.provider.aws.launch;

import org.jspecify.annotations.NullMarked;
