package io.signalbox.core.command;

/**
 * Who asks.
 *
 * @param actor as the surface knows them: {@code "ana (window)"}, {@code "ana (command line)"}
 * @param traceId new for every click or call
 * @param force the caller confirmed a danger ({@code --force})
 */
public record Caller(String actor, String traceId, boolean force) {}
