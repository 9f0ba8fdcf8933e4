package io.signalbox.core.request;

/**
 * Machines that run at a provider and were launched from one template.
 *
 * @param count at least 1
 */
public record RunningMachines(String provider, String templateId, int count) {}
