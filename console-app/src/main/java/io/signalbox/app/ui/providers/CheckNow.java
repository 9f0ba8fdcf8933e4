package io.signalbox.app.ui.providers;

import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.command.ProviderCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** A check of one provider's health, now. On the screen's thread only. */
final class CheckNow {

  /** What was found is told for a while: later it may not be so any more. */
  private static final Duration TOLD = Duration.ofSeconds(20);

  private final UiServices services;
  private final ReadOnlyObjectWrapper<@Nullable Outcome> outcome = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  // Whole seconds that an answer is waited for; 0 in the first.
  private final ReadOnlyLongWrapper waited = new ReadOnlyLongWrapper();
  private Instant begun = Instant.MIN;
  private Instant toldUntil = Instant.MIN;
  private long asked;

  /**
   * What became of it.
   *
   * @param good whether there was an answer at all
   * @param text one sentence
   */
  record Outcome(boolean good, String text) {}

  CheckNow(UiServices services) {
    this.services = services;
  }

  void check(String provider) {
    if (busy.get()) {
      return;
    }
    long ask = ++asked;
    begun = services.time().now();
    waited.set(0);
    busy.set(true);
    outcome.set(null);
    services.execute(
        new ProviderCommand.Check(provider),
        false,
        found ->
            ended(
                ask,
                new Outcome(
                    true,
                    provider
                        + " is "
                        + found.state().name().toLowerCase(Locale.ROOT)
                        + (found.reason().isEmpty() ? "" : ": " + found.reason()))),
        failure -> ended(ask, new Outcome(false, UiServices.textOf(failure))));
  }

  /** Waits no longer: the check goes on, and what it finds is told with the provider's health. */
  void stopWaiting() {
    if (busy.get()) {
      forget();
      toldUntil = services.time().now().plus(TOLD);
      outcome.set(
          new Outcome(true, "No longer waited for. The check goes on; health tells its result."));
    }
  }

  private void ended(long ask, Outcome found) {
    // One that was forgotten meanwhile is of another provider than the one that is shown.
    if (ask == asked) {
      busy.set(false);
      toldUntil = services.time().now().plus(TOLD);
      outcome.set(found);
    }
  }

  void forget() {
    asked++;
    busy.set(false);
    outcome.set(null);
  }

  void tick(Instant now) {
    if (busy.get()) {
      waited.set(Duration.between(begun, now).toSeconds());
    }
    if (outcome.get() != null && !now.isBefore(toldUntil)) {
      outcome.set(null);
    }
  }

  /** Null while there is nothing to tell. */
  ReadOnlyObjectProperty<@Nullable Outcome> outcomeProperty() {
    return outcome.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }

  /** Whole seconds that an answer is waited for; 0 in the first, and while none is. */
  ReadOnlyLongProperty waitedProperty() {
    return waited.getReadOnlyProperty();
  }
}
