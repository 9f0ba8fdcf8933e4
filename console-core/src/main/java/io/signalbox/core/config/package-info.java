/** The configuration: one schema, reading, overlays, overrides, provenance. */
@NullMarked
package io.signalbox.core.config;

import org.jspecify.annotations.NullMarked;
