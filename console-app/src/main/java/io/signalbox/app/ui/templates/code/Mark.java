package io.signalbox.app.ui.templates.code;

/**
 * Something odd at a place of the text.
 *
 * @param line from 0
 * @param column from 0
 * @param bad whether it is an error, not a warning
 */
public record Mark(int line, int column, boolean bad, String message) {}
