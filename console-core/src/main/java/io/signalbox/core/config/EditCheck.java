package io.signalbox.core.config;

/**
 * What an edit of a file would meet.
 *
 * @param revision of the file as it is now; empty where it cannot be read
 * @param refusal why the edit would be refused, for a person; empty where it would not
 */
public record EditCheck(String revision, String refusal) {}
