/** Templates: layers, resolution with provenance, validation, saving. */
@NullMarked
package io.signalbox.core.template;

import org.jspecify.annotations.NullMarked;
