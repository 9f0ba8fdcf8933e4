package io.signalbox.core.command;

/**
 * What came of a command.
 *
 * @param answer what it answers with
 * @param changed false where all was so already: nothing was changed, and the audit says that
 *     somebody asked again. Commands that only look, read again or drive are never a change
 */
public record Outcome<R>(R answer, boolean changed) {}
