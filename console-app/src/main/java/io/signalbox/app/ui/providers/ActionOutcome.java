package io.signalbox.app.ui.providers;

import org.jspecify.annotations.Nullable;

/**
 * What became of the last action.
 *
 * @param text one sentence
 * @param forced carries the same action out with force, where the core refused it for being the
 *     last way out; null where force changes nothing
 */
record ActionOutcome(boolean good, String text, @Nullable Runnable forced) {}
