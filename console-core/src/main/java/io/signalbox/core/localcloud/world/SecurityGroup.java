package io.signalbox.core.localcloud.world;

/**
 * A security group.
 *
 * @param id for example {@code sg-00000000000000101}
 * @param name unique in its network
 * @param vpc the network it is part of
 */
public record SecurityGroup(String id, String name, String vpc) {}
