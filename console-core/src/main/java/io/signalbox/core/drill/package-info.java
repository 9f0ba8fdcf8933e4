/**
 * Rehearsals of trouble on simulated stand-ins of the configured providers, on a clock of their
 * own: the same scenarios make the simulation report and the live drill.
 */
@NullMarked
package io.signalbox.core.drill;

import org.jspecify.annotations.NullMarked;
