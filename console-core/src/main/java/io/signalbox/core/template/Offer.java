package io.signalbox.core.template;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What routing needs to know of a template.
 *
 * @param offers instance to empty text, or to the reason it does not offer it
 * @param limits instance to the largest count of one request; absent for no limit
 * @param pins all {@code provider_name}s of its entries, over every configured instance
 * @param providerType null where the template does not say
 * @param providerApi null where the template does not say
 */
public record Offer(
    String templateId,
    Map<String, String> offers,
    Map<String, Integer> limits,
    Set<String> pins,
    @Nullable String providerType,
    @Nullable String providerApi,
    boolean allowFailover) {}
