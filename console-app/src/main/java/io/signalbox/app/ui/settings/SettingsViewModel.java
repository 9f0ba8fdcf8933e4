package io.signalbox.app.ui.settings;

import io.signalbox.app.ui.feed.Question;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.command.Command;
import io.signalbox.core.command.ConfigCommand;
import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.OverlayComparison;
import io.signalbox.core.config.SettingOverride;
import io.signalbox.core.error.Counted;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.QueryBus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * The Settings screen without a control. On the screen's thread only. Lines are made in the
 * background; a failed question keeps what is shown and says so.
 */
public final class SettingsViewModel {

  private final UiServices services;
  private final Question settings;
  private final Question comparison;
  private final StringProperty filter = new SimpleStringProperty("");
  private final BooleanProperty changedOnly = new SimpleBooleanProperty();
  private final StringProperty compareWith = new SimpleStringProperty("");
  private final ReadOnlyObjectWrapper<Read> read = new ReadOnlyObjectWrapper<>(Read.NOTHING);
  private final ReadOnlyObjectWrapper<List<SettingRow>> rows =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<@Nullable OverlayComparison> overlays =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper context = new ReadOnlyStringWrapper("");

  /**
   * What was read last.
   *
   * @param all every line, without headings
   * @param changed how many are no default
   */
  record Read(
      @Nullable Instant loadedAt,
      List<SettingOverride> overrides,
      List<SettingRow> all,
      long changed,
      List<String> files) {
    static final Read NOTHING = new Read(null, List.of(), List.of(), 0, List.of());
  }

  public SettingsViewModel(UiServices services) {
    this.services = services;
    this.settings = new Question(services, this::fail);
    this.comparison = new Question(services, this::fail);
    services.preferences().keep("settings", "filter", filter);
    services.preferences().keep("settings", "compare", compareWith);
    services.preferences().keepFlag("settings", "changed", changedOnly);
    filter.addListener((property, old, now) -> narrow());
    changedOnly.addListener((property, old, now) -> narrow());
    compareWith.addListener((property, old, now) -> compare());
  }

  /** Asks what is in force; where nothing has changed, nothing is made anew. */
  public void refresh() {
    Instant known = read.get().loadedAt();
    List<SettingOverride> overridden = read.get().overrides();
    settings.prepare(
        "all",
        queries -> read(queries, known, overridden),
        answer -> {
          error.set("");
          answer.ifPresent(this::show);
        });
  }

  /** Empty where it is what is known. */
  private static Optional<Read> read(
      QueryBus queries, @Nullable Instant known, List<SettingOverride> overridden) {
    Configuration now = queries.ask(new Query.ShowConfiguration());
    List<SettingOverride> overrides = queries.ask(new Query.Overrides());
    if (now.loadedAt().equals(known) && overrides.equals(overridden)) {
      return Optional.empty();
    }
    List<SettingRow> all = SettingRows.of(now, overrides);
    return Optional.of(
        new Read(
            now.loadedAt(),
            List.copyOf(overrides),
            all,
            all.stream().filter(each -> !each.source().equals("default")).count(),
            all.stream()
                .map(SettingRow::file)
                .filter(each -> !each.isEmpty())
                .distinct()
                .toList()));
  }

  private void show(Read answer) {
    read.set(answer);
    context.set(
        Counted.of(answer.all().size(), "setting")
            + ", "
            + Counted.of(answer.overrides().size(), "override"));
    narrow();
    compare();
  }

  private void narrow() {
    List<SettingRow> shown = SettingRows.shown(read.get().all(), filter.get(), changedOnly.get());
    if (!shown.equals(rows.get())) {
      rows.set(shown);
    }
  }

  private void compare() {
    String other = compareWith.get();
    comparison.ask(
        other,
        new Query.CompareOverlays(other),
        answer -> {
          overlays.set(answer);
          if (!other.isEmpty() && !answer.names().contains(other)) {
            // It is gone since it was chosen.
            compareWith.set("");
          }
        });
  }

  /** Reads the files again, here and in every process. */
  void reload() {
    act(
        new ConfigCommand.Reload(),
        result ->
            result.accepted()
                ? "Read again, and in force."
                : "Refused: the configuration from before stays in force. Overview says why.");
  }

  /** Takes an override back. */
  void remove(String key, String reason) {
    act(
        new ConfigCommand.RemoveOverride(key, reason),
        removed -> key + (removed ? ": no override any more." : ": there was no override."));
  }

  private <R> void act(Command<R> command, Function<R, String> words) {
    said.set("");
    services.execute(
        command,
        false,
        answer -> {
          said.set(words.apply(answer));
          refresh();
        },
        failure -> said.set(UiServices.textOf(failure)));
  }

  /** A form for one setting. */
  SettingEdit edit(SettingRow row) {
    List<String> files = read.get().files();
    return new SettingEdit(services, row, files, this::refresh);
  }

  private void fail(RuntimeException failure) {
    error.set(UiServices.textOf(failure));
  }

  /** Why nothing can be changed here; empty if something can. */
  String notChangeable() {
    return services.commands().readOnly() ? "Read-only: unlock this window to change anything" : "";
  }

  /** What stands in the way of remembering, for a person; empty for nothing. */
  String notRemembered() {
    return services.preferences().problem();
  }

  StringProperty filterProperty() {
    return filter;
  }

  BooleanProperty changedOnlyProperty() {
    return changedOnly;
  }

  /** The environment that is compared with; empty for the main file alone. */
  StringProperty compareWithProperty() {
    return compareWith;
  }

  ReadOnlyObjectProperty<Read> readProperty() {
    return read.getReadOnlyProperty();
  }

  /** What the filter leaves, with headings. */
  ReadOnlyObjectProperty<List<SettingRow>> rowsProperty() {
    return rows.getReadOnlyProperty();
  }

  /** Null before the first answer. */
  ReadOnlyObjectProperty<@Nullable OverlayComparison> overlaysProperty() {
    return overlays.getReadOnlyProperty();
  }

  /** Why the last question failed; empty if it did not. */
  ReadOnlyStringProperty errorProperty() {
    return error.getReadOnlyProperty();
  }

  /** What came of the last act. */
  ReadOnlyStringProperty saidProperty() {
    return said.getReadOnlyProperty();
  }

  /** How much there is, beside the screen's title. */
  ReadOnlyStringProperty contextProperty() {
    return context.getReadOnlyProperty();
  }
}
