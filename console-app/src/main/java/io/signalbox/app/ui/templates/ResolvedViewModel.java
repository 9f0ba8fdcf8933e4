package io.signalbox.app.ui.templates;

import io.signalbox.app.ui.feed.Question;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.preference.Preferences;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.QueryBus;
import io.signalbox.core.template.ResolvedTemplate;
import io.signalbox.core.template.ValidationLevel;
import io.signalbox.core.template.ValidationReport;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * One template resolved for a provider, compared with another provider's, and checked. On the
 * screen's thread only.
 */
public final class ResolvedViewModel {

  /** The code of what a provider finds. */
  private static final String BY_PROVIDER = "PROVIDER_CHECK";

  /** Levels at which nobody is asked. */
  private static final EnumSet<ValidationLevel> QUICK =
      EnumSet.of(ValidationLevel.BASIC, ValidationLevel.LENIENT);

  private static final String SCREEN = "templates";

  private final Question resolving;
  private final Question checking;
  private final Question askingProvider;
  private final StringProperty template = new SimpleStringProperty("");
  private final StringProperty provider = new SimpleStringProperty("");
  private final StringProperty other = new SimpleStringProperty("");
  private final ObjectProperty<ValidationLevel> level =
      new SimpleObjectProperty<>(ValidationLevel.LENIENT);
  private final ReadOnlyObjectWrapper<@Nullable ResolvedTemplate> resolved =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable ResolvedTemplate> compared =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Map<ValidationLevel, ValidationReport>> reports =
      new ReadOnlyObjectWrapper<>(Map.of());

  private final Map<Asked, List<Diagnostic>> byProviders = new HashMap<>();
  private final ReadOnlyIntegerWrapper told = new ReadOnlyIntegerWrapper();

  // What the reports are of.
  private @Nullable Wanted checked;

  private record Asked(String template, String provider) {}

  private record Wanted(String template, String provider, String other) {}

  private record Found(ResolvedTemplate one, @Nullable ResolvedTemplate two) {}

  ResolvedViewModel(UiServices services, Consumer<RuntimeException> fail) {
    this.resolving = new Question(services, fail);
    this.checking = new Question(services, fail);
    this.askingProvider = new Question(services, fail);
    Preferences kept = services.preferences();
    kept.keep(SCREEN, "provider", provider);
    kept.keep(SCREEN, "level", ValidationLevel.class, level);
    for (StringProperty each : List.of(template, provider, other)) {
      each.addListener((property, old, name) -> refresh());
    }
  }

  /**
   * Takes over whom can be chosen; who is configured no more is chosen no more.
   *
   * @param listing lists them, at which a box may forget its choice
   */
  void offer(List<String> providers, Runnable listing) {
    String chosen = text(provider);
    listing.run();
    provider.set(providers.contains(chosen) ? chosen : "");
  }

  /** Asks again: files or settings changed. */
  void refresh() {
    Wanted wanted = new Wanted(template.get(), text(provider), text(other));
    if (wanted.template().isEmpty()) {
      resolving.forget();
      checking.forget();
      askingProvider.forget();
      resolved.set(null);
      compared.set(null);
      reports.set(Map.of());
      return;
    }
    resolving.prepare(wanted, queries -> find(queries, wanted), found -> show(wanted, found));
  }

  private static Found find(QueryBus queries, Wanted wanted) {
    return new Found(
        queries.ask(
            new Query.ShowTemplate(
                wanted.template(), wanted.provider().isEmpty() ? null : wanted.provider())),
        wanted.other().isEmpty()
            ? null
            : queries.ask(new Query.ShowTemplate(wanted.template(), wanted.other())));
  }

  private void show(Wanted wanted, Found found) {
    if (!found.equals(new Found(found.one(), compared.get()))) {
      compared.set(found.two());
    }
    if (!found.one().equals(resolved.get())) {
      resolved.set(found.one());
    }
    if (wanted.provider().isEmpty() && !found.one().provider().isEmpty()) {
      provider.set(found.one().provider());
    } else {
      check(wanted);
    }
  }

  /** What the provider itself is asked may take long, and holds nothing else up. */
  private void check(Wanted wanted) {
    checking.prepare(
        wanted,
        queries -> reports(queries, wanted, QUICK),
        found -> {
          Map<ValidationLevel, ValidationReport> all = new EnumMap<>(ValidationLevel.class);
          if (wanted.equals(checked)) {
            all.putAll(reports.get());
          }
          all.putAll(found);
          checked = wanted;
          tell(all);
          askProvider(wanted);
        });
  }

  private void askProvider(Wanted wanted) {
    askingProvider.prepare(
        wanted,
        queries -> reports(queries, wanted, EnumSet.complementOf(QUICK)),
        found -> {
          found.values().forEach(this::keep);
          if (wanted.equals(checked)) {
            Map<ValidationLevel, ValidationReport> all = new EnumMap<>(reports.get());
            all.putAll(found);
            tell(all);
          }
        });
  }

  private void keep(ValidationReport report) {
    byProviders.put(
        new Asked(report.templateId(), report.provider()),
        report.diagnostics().stream().filter(each -> each.code().equals(BY_PROVIDER)).toList());
    told.set(told.get() + 1);
  }

  /**
   * What a provider itself found of a template when it was asked last; empty where it found
   * nothing, and where it was not asked.
   */
  List<Diagnostic> foundByProvider(String template, String provider) {
    return byProviders.getOrDefault(new Asked(template, provider), List.of());
  }

  /** Files or settings changed: nothing is known of what providers say now. */
  void forgetProviders() {
    byProviders.clear();
    told.set(told.get() + 1);
  }

  private void tell(Map<ValidationLevel, ValidationReport> all) {
    if (!all.equals(reports.get())) {
      reports.set(Map.copyOf(all));
    }
  }

  private static Map<ValidationLevel, ValidationReport> reports(
      QueryBus queries, Wanted wanted, Set<ValidationLevel> levels) {
    Map<ValidationLevel, ValidationReport> all = new EnumMap<>(ValidationLevel.class);
    String name = wanted.provider();
    for (ValidationLevel each : levels) {
      queries
          .ask(
              new Query.ValidateTemplates(
                  wanted.template(), name.isEmpty() ? null : name, each, false))
          .forEach(report -> all.put(each, report));
    }
    return all;
  }

  /** The worst that is told of a field at the chosen level; empty if nothing is. */
  Optional<Diagnostic> worstOf(String field) {
    ValidationReport report = reports.get().get(level.get());
    return report == null
        ? Optional.empty()
        : report.diagnostics().stream()
            .filter(each -> each.severity() != Diagnostic.Severity.INFO)
            .filter(each -> each.key().equals(report.templateId() + "." + field))
            .max(Comparator.comparing(Diagnostic::severity));
  }

  private static String text(StringProperty box) {
    String name = box.get();
    return name == null ? "" : name;
  }

  /** Whether the compared provider resolves a field to something else. */
  boolean differs(String field) {
    ResolvedTemplate one = resolved.get();
    ResolvedTemplate two = compared.get();
    return one != null && two != null && !one.value(field).equals(two.value(field));
  }

  /** The template's id; empty for none. */
  StringProperty templateProperty() {
    return template;
  }

  /** Empty until the core has chosen one. */
  StringProperty providerProperty() {
    return provider;
  }

  /** The provider compared with; empty for none. */
  StringProperty otherProperty() {
    return other;
  }

  ObjectProperty<ValidationLevel> levelProperty() {
    return level;
  }

  ReadOnlyObjectProperty<@Nullable ResolvedTemplate> resolvedProperty() {
    return resolved.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<@Nullable ResolvedTemplate> comparedProperty() {
    return compared.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Map<ValidationLevel, ValidationReport>> reportsProperty() {
    return reports.getReadOnlyProperty();
  }

  /** Counts when what {@link #foundByProvider} tells may have changed. */
  ReadOnlyIntegerProperty toldProperty() {
    return told.getReadOnlyProperty();
  }
}
