package io.signalbox.core.provider.aws.launch.fleet;

/**
 * A call that lowers a fleet, and that may be under way.
 *
 * @param leaving of the machines that are noted to leave, the first ones that it knows of: those
 *     noted later it counts among those that stay
 * @param until when it has surely ended, in milliseconds since 1970
 */
public record Lowering(int leaving, long until) {}
