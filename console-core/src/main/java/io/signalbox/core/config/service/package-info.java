/** The configuration that is in force: read, watched, reloaded, saved. */
@NullMarked
package io.signalbox.core.config.service;

import org.jspecify.annotations.NullMarked;
