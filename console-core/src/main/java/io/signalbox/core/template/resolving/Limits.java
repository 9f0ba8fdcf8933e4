package io.signalbox.core.template.resolving;

import io.signalbox.core.config.ProviderInstance;
import io.signalbox.core.template.ResolvedTemplate;
import io.signalbox.core.template.field.LaunchApis;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** The largest count one request may ask of a template on a provider. Stateless. */
public final class Limits {

  /** The capability that says how many machines one request may ask a provider for. */
  static final String CAPABILITY = "max_instances_per_request";

  private Limits() {}

  /** Empty for no limit, which is -1; 0 lets nobody ask for any. The template's default is 1. */
  public static OptionalInt ofTemplate(ResolvedTemplate template) {
    long max =
        template
            .value("max_instances")
            .filter(Long.class::isInstance)
            .map(Long.class::cast)
            .orElse(1L);
    return max < 0 ? OptionalInt.empty() : OptionalInt.of((int) Math.min(Integer.MAX_VALUE, max));
  }

  public static OptionalInt ofApi(
      ResolvedTemplate template, ProviderInstance provider, LaunchApis apis) {
    return template
        .value("provider_api")
        .flatMap(api -> apis.find(provider.effectiveType(), api.toString()))
        .map(api -> OptionalInt.of(api.maxInstances()))
        .orElse(OptionalInt.empty());
  }

  /** The smallest of the template's, the API's and the provider's own. */
  public static OptionalInt of(
      ResolvedTemplate template, ProviderInstance provider, LaunchApis apis) {
    return IntStream.concat(
            IntStream.concat(
                ofTemplate(template).stream(), ofApi(template, provider, apis).stream()),
            ofCapabilities(provider).stream())
        .min();
  }

  /** What {@code max_instances_per_request} of the capabilities allows; empty for no limit. */
  private static OptionalInt ofCapabilities(ProviderInstance provider) {
    return provider.capabilities().get(CAPABILITY) instanceof Number n
        ? OptionalInt.of(Math.max(0, n.intValue()))
        : OptionalInt.empty();
  }
}
