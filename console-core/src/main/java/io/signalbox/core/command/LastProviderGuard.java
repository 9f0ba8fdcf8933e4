package io.signalbox.core.command;

import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.snapshot.ProviderView;
import io.signalbox.core.snapshot.ProviderViews;
import io.signalbox.core.template.TemplateCatalog;
import io.signalbox.core.template.TemplateSummary;
import java.util.ArrayList;
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

  private List<String> stranded(Set<String> open, Set<String> left) {
    List<String> stranded = new ArrayList<>();
    for (TemplateSummary template : templates.list(null, null)) {
      Set<String> ways = new HashSet<>(template.offeredBy());
      if (!template.pins().isEmpty()) {
        ways.retainAll(template.pins());
      }
      ways.removeIf(name -> !supports(name, template.providerApi()));
      if (ways.stream().anyMatch(open::contains) && ways.stream().noneMatch(left::contains)) {
        stranded.add(template.templateId());
      }
    }
    return stranded;
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
