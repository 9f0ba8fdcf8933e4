package io.signalbox.app.ui.tour;

import io.signalbox.app.ui.control.Navigator;
import io.signalbox.app.ui.preference.Preferences;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The tour of one window. It is offered where every provider is simulated, as in the sample, until
 * it was taken or declined once; where machines are real nobody is asked. On the screen's thread
 * only.
 */
public final class TourViewModel {

  private static final String SCREEN = "tour";
  private static final String CLOSED = "closed";
  private static final String SIMULATED = "simulated";

  private final Preferences preferences;
  private final Navigator navigator;
  private final ReadOnlyObjectWrapper<@Nullable TourStep> step = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyBooleanWrapper offered = new ReadOnlyBooleanWrapper();

  public TourViewModel(Preferences preferences, Navigator navigator) {
    this.preferences = preferences;
    this.navigator = navigator;
  }

  /** Offers it, unless it was closed before or what is open is no sample. */
  public void offer(ConsoleSnapshot snapshot) {
    boolean sample =
        !snapshot.providers().isEmpty()
            && snapshot.providers().stream()
                .allMatch(each -> each.displayType().startsWith(SIMULATED));
    offered.set(sample && step.get() == null && preferences.find(SCREEN, CLOSED).isEmpty());
  }

  /** From the first step on. */
  public void start() {
    offered.set(false);
    go(TourStep.values()[0]);
  }

  /** The next step; after the last one it is closed. */
  public void next() {
    move(1);
  }

  /** The step before; the first one stays. */
  public void back() {
    TourStep now = step.get();
    if (now != null && !now.isFirst()) {
      move(-1);
    }
  }

  private void move(int by) {
    TourStep now = step.get();
    if (now == null) {
      return;
    }
    if (by > 0 && now.isLast()) {
      close();
    } else {
      go(TourStep.values()[now.ordinal() + by]);
    }
  }

  private void go(TourStep next) {
    navigator.go(next.place(), "");
    step.set(next);
  }

  /** Skipped, declined or at its end: it is never offered again. */
  public void close() {
    preferences.set(SCREEN, CLOSED, "true");
    offered.set(false);
    step.set(null);
  }

  /** Null while it is not taken. */
  ReadOnlyObjectProperty<@Nullable TourStep> stepProperty() {
    return step.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty offeredProperty() {
    return offered.getReadOnlyProperty();
  }
}
