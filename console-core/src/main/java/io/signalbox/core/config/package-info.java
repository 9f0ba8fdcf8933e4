/**
 * The configuration as everybody sees it: what is in force, where each value comes from. Rooms make
 * it.
 */
@NullMarked
package io.signalbox.core.config;

import org.jspecify.annotations.NullMarked;
