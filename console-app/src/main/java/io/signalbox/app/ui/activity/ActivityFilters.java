package io.signalbox.app.ui.activity;

import io.signalbox.app.ui.control.LookBack;
import io.signalbox.app.ui.preference.Preferences;
import io.signalbox.core.activity.ActivityFilter;
import io.signalbox.core.activity.ActivityKind;
import io.signalbox.core.event.Event.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** What of the activity is listed. On the screen's thread only. */
final class ActivityFilters {

  /** Before and after a moment, when another screen asks what changed then. */
  static final Duration AROUND = Duration.ofMinutes(10);

  private static final String SCREEN = "activity";

  private final StringProperty text = new SimpleStringProperty("");
  private final ObjectProperty<LookBack> range = new SimpleObjectProperty<>(LookBack.DAY);
  private final ObjectProperty<@Nullable Instant> moment = new SimpleObjectProperty<>();
  private final ObjectProperty<Set<ActivityKind>> kinds = new SimpleObjectProperty<>(Set.of());
  private final ObjectProperty<String> who = new SimpleObjectProperty<>("");
  private final ObjectProperty<String> about = new SimpleObjectProperty<>("");
  private final ObjectProperty<Set<Result>> results = new SimpleObjectProperty<>(Set.of());
  // While several are set at once, nobody is told.
  private boolean setting;

  /** All but a moment, which is looked around once, are kept over restarts. */
  ActivityFilters(Preferences preferences) {
    preferences.keep(SCREEN, "filter", text);
    preferences.keep(SCREEN, "range", LookBack.class, range);
    preferences.keepAll(SCREEN, "kinds", ActivityKind.class, kinds);
    preferences.keep(SCREEN, "who", who);
    preferences.keep(SCREEN, "about", about);
    preferences.keepAll(SCREEN, "results", Result.class, results);
  }

  /** What came of it, as the filter says it. */
  enum Result {
    DONE("done", Severity.GOOD),
    NOTHING_CHANGED("nothing changed", Severity.INFO),
    WARNING("warning", Severity.WARNING),
    FAILED("failed or refused", Severity.ERROR);

    private final String label;
    private final Severity severity;

    Result(String label, Severity severity) {
      this.label = label;
      this.severity = severity;
    }

    String label() {
      return label;
    }

    Severity severity() {
      return severity;
    }
  }

  /** What is asked for; an answer about anything else is worth nothing. */
  record Wanted(
      String text,
      LookBack range,
      @Nullable Instant moment,
      Set<ActivityKind> kinds,
      String who,
      String about,
      Set<Result> results) {

    /** Whether no index finds it. */
    boolean looksThrough() {
      return !text.isEmpty() || !who.isEmpty() || !about.isEmpty() || !results.isEmpty();
    }

    ActivityFilter filter(Instant now) {
      ActivityFilter filter =
          moment != null
              ? ActivityFilter.around(moment, AROUND)
              : ActivityFilter.ALL.between(range.from(now).orElse(null), null);
      return filter
          .ofKinds(kinds)
          .by(who)
          .about(about)
          .withOutcomes(results.stream().map(Result::severity).collect(Collectors.toSet()))
          .containing(text);
    }
  }

  /** Calls back whenever something else is wanted. */
  void onChange(Runnable changed) {
    List<ObservableValue<?>> all = List.of(text, range, moment, kinds, who, about, results);
    for (ObservableValue<?> each : all) {
      each.addListener((property, old, chosen) -> {
        if (!setting) {
          changed.run();
        }
      });
    }
  }

  Wanted wanted() {
    return new Wanted(
        text.get().strip(),
        range.get(),
        moment.get(),
        kinds.get(),
        who.get(),
        about.get(),
        results.get());
  }

  /** Everything that was done and happened around a moment. */
  void around(Instant at) {
    setting = true;
    any();
    // So that the same moment is told once more.
    moment.set(null);
    setting = false;
    moment.set(at);
  }

  /** Everything there is. */
  void clear() {
    setting = true;
    any();
    moment.set(null);
    range.set(LookBack.DAY);
    setting = false;
    range.set(LookBack.ALL);
  }

  private void any() {
    text.set("");
    kinds.set(Set.of());
    who.set("");
    about.set("");
    results.set(Set.of());
  }

  StringProperty textProperty() {
    return text;
  }

  ObjectProperty<LookBack> rangeProperty() {
    return range;
  }

  /** Null where no moment is looked around. */
  ObjectProperty<@Nullable Instant> momentProperty() {
    return moment;
  }

  /** Empty for any. */
  ObjectProperty<Set<ActivityKind>> kindsProperty() {
    return kinds;
  }

  /** Empty for any. */
  ObjectProperty<String> whoProperty() {
    return who;
  }

  /** Empty for any. */
  ObjectProperty<String> aboutProperty() {
    return about;
  }

  /** Empty for any. */
  ObjectProperty<Set<Result>> resultsProperty() {
    return results;
  }
}
