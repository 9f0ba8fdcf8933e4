package io.signalbox.core.provider;

import java.nio.file.Path;

/**
 * What a provider is given to live in.
 *
 * @param name the instance name
 * @param simulates the type it stands for, or its own type
 * @param stateDirectory where it may keep files, shared by every process of this configuration
 * @param seed for everything random, so that the same seed and clock play the same
 */
public record ProviderEnvironment(
    String name,
    String simulates,
    ProviderConfig config,
    TimeSource time,
    Path stateDirectory,
    long seed) {}
