package io.signalbox.core.command.handling;

import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.snapshot.ProviderView;
import io.signalbox.core.snapshot.ProviderViews;
import io.signalbox.core.template.TemplateSummary;
import io.signalbox.core.template.catalog.TemplateCatalog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Guards the last healthy way out of a template, or of everything: closing it needs force and a
 * reason. Thread-safe.
 */
public final class LastProviderGuard {

  private final ProviderViews providers;
  private final TemplateCatalog templates;

  public LastProviderGuard(ProviderViews providers, TemplateCatalog templates) {
    this.providers = providers;
    this.templates = templates;
  }

  /**
   * Passes when closing the providers leaves every template a way that had one.
   *
   * @throws SignalboxException LAST_WAY_OUT without force, INVALID_INPUT for force without a reason
   */
  void check(Set<String> closing, String reason, boolean force) {
    Set<String> open = new HashSet<>();
    for (ProviderView view : providers.all()) {
      if (view.takesWork()) {
        open.add(view.name());
      }
    }
    if (closing.stream().noneMatch(open::contains)) {
      return;
    }
    Set<String> left = new HashSet<>(open);
    left.removeAll(closing);
    List<String> stranded = stranded(open, left);
    if (!left.isEmpty() && stranded.isEmpty()) {
      return;
    }
    if (!force) {
      throw refusal(closing, left.isEmpty(), stranded);
    }
    Checks.reason(reason, "Closing the last healthy way out");
  }

  /**
   * Templates that have a way among the open providers and none when some of them close.
   *
   * @param open providers that take new work
   */
  public List<String> strandedBy(Set<String> open, Set<String> closing) {
    Set<String> left = new HashSet<>(open);
    left.removeAll(closing);
    return stranded(open, left);
  }

  /** Templates of the same ways are judged once: thousands have the same. */
  private List<String> stranded(Set<String> open, Set<String> left) {
    Map<Ways, Boolean> judged = new HashMap<>();
    List<String> stranded = new ArrayList<>();
    for (TemplateSummary template : templates.list(null, null)) {
      Ways ways = new Ways(template.offeredBy(), template.pins(), template.providerApi());
      if (judged.computeIfAbsent(ways, each -> isStranded(each, open, left))) {
        stranded.add(template.templateId());
      }
    }
    return stranded;
  }

  private record Ways(List<String> offeredBy, List<String> pins, String api) {}

  private boolean isStranded(Ways ways, Set<String> open, Set<String> left) {
    Set<String> served = new HashSet<>(ways.offeredBy());
    if (!ways.pins().isEmpty()) {
      served.retainAll(ways.pins());
    }
    served.removeIf(name -> !open.contains(name) || !supports(name, ways.api()));
    return !served.isEmpty() && served.stream().noneMatch(left::contains);
  }

  private boolean supports(String provider, String api) {
    // A type that declares no API takes any.
    Set<String> apis = providers.registration(provider).capabilities().apis();
    return api.isEmpty() || apis.isEmpty() || apis.contains(api);
  }

  private static SignalboxException refusal(
      Set<String> closing, boolean everything, List<String> stranded) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("providers", List.copyOf(closing));
    details.put("templates", stranded);
    details.put("everything", everything);
    String what =
        everything
            ? "the last healthy way out of everything"
            : "the last healthy way out of "
                + (stranded.size() == 1 ? "template " : "templates ")
                + String.join(", ", stranded);
    return new SignalboxException(
        ErrorCode.LAST_WAY_OUT,
        String.join(", ", closing) + " is " + what + "; confirm with --force --reason TEXT",
        details);
  }
}
