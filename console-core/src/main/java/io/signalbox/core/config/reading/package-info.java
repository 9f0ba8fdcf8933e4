/** Makes a configuration of what stands in files, and tells what is wrong or without effect. */
@NullMarked
package io.signalbox.core.config.reading;

import org.jspecify.annotations.NullMarked;
