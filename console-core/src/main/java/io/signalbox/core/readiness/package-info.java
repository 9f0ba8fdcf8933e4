/**
 * The deployment checklist as checks that run: each leaves evidence in figures, which is good for a
 * while and only for what it was found of.
 */
@NullMarked
package io.signalbox.core.readiness;

import org.jspecify.annotations.NullMarked;
