package io.signalbox.core.provider;

/**
 * Something that a launch has made beside machines and that nothing needs any more.
 *
 * @param kind such as {@code fleet}, {@code group} or {@code launch template}
 * @param id the cloud's own id or name of it
 * @param why nothing needs it, as a sentence without an end
 * @param removed whether it is taken away
 * @param problem why it is not, though that was asked; empty for none
 */
public record Leftover(String kind, String id, String why, boolean removed, String problem) {}
