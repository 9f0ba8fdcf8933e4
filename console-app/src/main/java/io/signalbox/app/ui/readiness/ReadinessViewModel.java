package io.signalbox.app.ui.readiness;

import io.signalbox.app.report.Documents;
import io.signalbox.app.report.ReadinessDocument;
import io.signalbox.app.ui.feed.Question;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.command.ReadinessCommand;
import io.signalbox.core.command.ReadinessCommand.CancelChecks;
import io.signalbox.core.command.ReadinessCommand.RunChecks;
import io.signalbox.core.query.Query;
import io.signalbox.core.readiness.ReadinessCheck;
import io.signalbox.core.readiness.ReadinessReport;
import io.signalbox.core.readiness.ReadinessView;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The Readiness screen without a control. On the screen's thread only. A failed refresh keeps what
 * is shown and says so.
 */
public final class ReadinessViewModel {

  private final UiServices services;
  private final Question question;
  private final ReadOnlyObjectWrapper<@Nullable ReadinessReport> report =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable ReadinessCheck> selected =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper refused = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper context = new ReadOnlyStringWrapper("");
  private boolean starting;

  public ReadinessViewModel(UiServices services) {
    this.services = services;
    this.question = new Question(services, failure -> error.set(UiServices.textOf(failure)));
    services.preferences().keepOrNone("readiness", "open", ReadinessCheck.class, selected);
  }

  /** Asks how everything stands. */
  public void refresh() {
    question.ask("all", new Query.Readiness(), this::show);
  }

  private void show(ReadinessReport answer) {
    error.set("");
    if (!answer.equals(report.get())) {
      report.set(answer);
      context.set(ReadinessWords.headline(answer));
    }
  }

  /** Opens a check; null for none. */
  void select(@Nullable ReadinessCheck check) {
    selected.set(check);
  }

  /** The check that is open, as it stands; empty for none. */
  Optional<ReadinessView> open() {
    ReadinessReport now = report.get();
    ReadinessCheck check = selected.get();
    return now == null || check == null
        ? Optional.empty()
        : now.checks().stream().filter(each -> each.check() == check).findFirst();
  }

  void runAll() {
    run(Arrays.asList(ReadinessCheck.values()));
  }

  void run(ReadinessCheck check) {
    run(List.of(check));
  }

  private void run(List<ReadinessCheck> checks) {
    if (notStartable().isEmpty()) {
      starting = true;
      act(new RunChecks(checks));
    }
  }

  void cancel() {
    act(new CancelChecks());
  }

  private void act(ReadinessCommand command) {
    refused.set("");
    services.execute(
        command,
        false,
        answer -> {
          starting = false;
          // What was asked before the act is of before it.
          question.forget();
          show(answer);
        },
        failure -> {
          starting = false;
          refused.set(UiServices.textOf(failure));
        });
  }

  /** Why no check can be started now; empty if one can. */
  String notStartable() {
    return starting
        ? "Starting"
        : isRunning() ? "Checks are running. Wait for their end, or cancel them" : "";
  }

  boolean isRunning() {
    ReadinessReport now = report.get();
    return now != null && now.batch() != null;
  }

  Instant now() {
    return services.time().now();
  }

  /** The whole list as JSON; empty before it was answered. */
  String copyJson() {
    ReadinessReport now = report.get();
    return now == null ? "" : Documents.json(ReadinessDocument.of(now, now.checks()));
  }

  /** Null before the first answer. */
  ReadOnlyObjectProperty<@Nullable ReadinessReport> reportProperty() {
    return report.getReadOnlyProperty();
  }

  /** Null where none is open. */
  ReadOnlyObjectProperty<@Nullable ReadinessCheck> selectedProperty() {
    return selected.getReadOnlyProperty();
  }

  /** Why the last refresh failed; empty if it did not. */
  ReadOnlyStringProperty errorProperty() {
    return error.getReadOnlyProperty();
  }

  /** Why the last act was refused; empty if it was not. */
  ReadOnlyStringProperty refusedProperty() {
    return refused.getReadOnlyProperty();
  }

  /** How it stands, beside the screen's title. */
  ReadOnlyStringProperty contextProperty() {
    return context.getReadOnlyProperty();
  }
}
