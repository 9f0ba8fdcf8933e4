package io.signalbox.app.ui.providers;

import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.command.Command;
import io.signalbox.core.command.ProviderCommand;
import io.signalbox.core.command.RoutingCommand;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.query.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** The switches an operator throws on the selected provider. On the screen's thread only. */
final class ProviderActions {

  private static final Duration TOLD = Duration.ofSeconds(20);

  private final UiServices services;
  private final ObservableValue<@Nullable ProviderRow> selected;
  private final ReadOnlyObjectWrapper<@Nullable ActionOutcome> outcome =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private Instant toldUntil = Instant.MIN;

  ProviderActions(UiServices services, ObservableValue<@Nullable ProviderRow> selected) {
    this.services = services;
    this.selected = selected;
  }

  /** Does what needs no further word: check, resume, enable, return to automatic. */
  void perform(ProviderAction action) {
    perform(action, "", null);
  }

  /**
   * @param reason required for maintenance and for making a provider active
   * @param until when a hold ends by itself; null for until lifted
   */
  void perform(ProviderAction action, String reason, @Nullable Instant until) {
    ProviderRow row = selected.getValue();
    String refusal = refusal(action);
    if (row == null || !refusal.isEmpty()) {
      outcome.set(new ActionOutcome(false, refusal, null));
      return;
    }
    String name = row.name();
    switch (action) {
      case CHECK ->
          run(
              new ProviderCommand.Check(name),
              checked ->
                  name
                      + " is "
                      + checked.state().name().toLowerCase(Locale.ROOT)
                      + (checked.reason().isEmpty() ? "" : ": " + checked.reason()));
      case MAKE_ACTIVE ->
          run(
              new RoutingCommand.Activate(name, reason, until, null),
              routing -> name + " is active; traffic without pin or preference goes there");
      case RETURN_TO_AUTOMATIC ->
          run(
              new RoutingCommand.ReturnToAutomatic(reason, null),
              routing -> "Routing is automatic again");
      case DRAIN ->
          run(
              new ProviderCommand.Drain(name, reason, until),
              view -> name + " takes no new work; calls in flight finish: " + view.inFlight());
      case MAINTENANCE ->
          run(
              new ProviderCommand.Maintain(name, reason, until),
              view -> name + " is in maintenance");
      case RESUME ->
          run(new ProviderCommand.Resume(name, reason), view -> name + " takes work again");
      case DISABLE -> run(new ProviderCommand.Disable(name, reason), view -> name + " is disabled");
      case ENABLE -> run(new ProviderCommand.Enable(name, reason), view -> name + " is enabled");
    }
  }

  /** Why an action cannot be done to what is selected; empty if it can. */
  String refusal(ProviderAction action) {
    ProviderRow row = selected.getValue();
    return action.refusal(row == null ? null : row.view(), services.commands().readOnly());
  }

  /** Templates that an activation of the selected provider would not reach, for its confirm. */
  void askReach(Consumer<List<String>> answer) {
    ProviderRow row = selected.getValue();
    if (row != null) {
      services.ask(
          new Query.ActivationReach(row.name()),
          answer,
          failure -> outcome.set(new ActionOutcome(false, UiServices.textOf(failure), null)));
    }
  }

  void forgetOutcome() {
    outcome.set(null);
  }

  /** What was done is told for a while: later it may not be so any more. */
  void tick(Instant now) {
    ActionOutcome told = outcome.get();
    if (told != null && told.good() && !now.isBefore(toldUntil)) {
      outcome.set(null);
    }
  }

  private <R> void run(Command<R> command, Function<R, String> done) {
    run(command, false, done);
  }

  private <R> void run(Command<R> command, boolean force, Function<R, String> done) {
    busy.set(true);
    outcome.set(null);
    services.execute(
        command,
        force,
        answer -> {
          busy.set(false);
          outcome.set(new ActionOutcome(true, done.apply(answer), null));
          toldUntil = services.time().now().plus(TOLD);
        },
        failure -> {
          busy.set(false);
          outcome.set(
              new ActionOutcome(
                  false,
                  UiServices.textOf(failure),
                  isLastWayOut(failure) ? () -> run(command, true, done) : null));
        });
  }

  private static boolean isLastWayOut(RuntimeException failure) {
    return failure instanceof SignalboxException known && known.code() == ErrorCode.LAST_WAY_OUT;
  }

  ReadOnlyObjectProperty<@Nullable ActionOutcome> outcomeProperty() {
    return outcome.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }
}
