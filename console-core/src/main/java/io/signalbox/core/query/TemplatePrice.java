package io.signalbox.core.query;

import io.signalbox.core.provider.PriceEstimate;

/** What a machine of a template costs at a provider that offers it, as far as it is known. */
public record TemplatePrice(String templateId, String provider, PriceEstimate estimate) {}
