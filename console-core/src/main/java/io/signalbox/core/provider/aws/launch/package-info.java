/** From a template to machines: fields, steps, tokens and the journal of steps. */
@NullMarked
package io.signalbox.core.provider.aws.launch;

import org.jspecify.annotations.NullMarked;
