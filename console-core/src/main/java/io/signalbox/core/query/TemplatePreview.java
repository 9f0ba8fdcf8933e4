package io.signalbox.core.query;

import io.signalbox.core.provider.LaunchPreview;

/**
 * What a template becomes at a provider.
 *
 * @param count machines that the launch is of
 */
public record TemplatePreview(
    String templateId, String provider, String type, int count, LaunchPreview launch) {}
