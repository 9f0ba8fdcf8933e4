package io.signalbox.core.lease;

/**
 * A lease that was taken. Its number is greater than that of every lease taken before it, whatever
 * its name: a write that compares it cannot come from somebody who has lost it meanwhile.
 *
 * @param name what it is for
 * @param owner who took it, unique among processes
 * @param number from 1, never given twice
 */
public record Lease(String name, String owner, long number) {}
