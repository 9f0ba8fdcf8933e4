package io.signalbox.core.price;

import io.signalbox.core.provider.PriceEstimate;

/**
 * A provider's last word on what a machine of a template costs.
 *
 * @param fingerprint of the specification that was asked about; another has another price
 */
public record KnownPrice(
    String provider, String templateId, String fingerprint, PriceEstimate estimate) {}
