package io.signalbox.app.ui.shell;

import io.signalbox.app.ui.control.Navigator.Place;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.event.Event;
import io.signalbox.core.query.OverviewView;
import io.signalbox.core.query.Query;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** What the window shows around its screens. On the screen's thread only. */
public final class ShellViewModel {

  private final UiServices services;
  private final ReadOnlyStringWrapper environment = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper footer = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper readOnly = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<Map<Place, Badge>> badges =
      new ReadOnlyObjectWrapper<>(Map.of());

  /** A number beside a place. {@code tone}: bad, warn or empty. */
  public record Badge(int count, String tone) {}

  public ShellViewModel(UiServices services) {
    this.services = services;
    readOnly.set(services.commands().readOnly());
  }

  public void refresh() {
    services.ask(new Query.Overview(Duration.ofMinutes(15)), this::show, this::fail);
  }

  private void show(OverviewView view) {
    error.set("");
    environment.set(view.environment().toUpperCase(Locale.ROOT));
    footer.set(
        view.overrides() == 0
            ? "No overrides"
            : view.overrides() == 1 ? "1 override" : view.overrides() + " overrides");
    Map<Place, Badge> counted = new EnumMap<>(Place.class);
    count(counted, Place.PROVIDERS, view, "provider");
    count(counted, Place.TEMPLATES, view, "template");
    if (view.requestsOpen() > 0) {
      counted.put(Place.REQUESTS, new Badge(view.requestsOpen(), ""));
    }
    badges.set(Map.copyOf(counted));
    readOnly.set(services.commands().readOnly());
  }

  private static void count(
      Map<Place, Badge> counted, Place place, OverviewView view, String kind) {
    int problems = 0;
    boolean bad = false;
    for (OverviewView.Problem problem : view.problems()) {
      if (problem.kind().equals(kind) && problem.severity() != Event.Severity.INFO) {
        problems++;
        bad |= problem.severity() == Event.Severity.ERROR;
      }
    }
    if (problems > 0) {
      counted.put(place, new Badge(problems, bad ? "bad" : "warn"));
    }
  }

  private void fail(RuntimeException failure) {
    error.set(UiServices.textOf(failure));
  }

  /** Locks or unlocks what changes anything, in this window. */
  public void toggleReadOnly() {
    services.commands().setReadOnly(!services.commands().readOnly());
    readOnly.set(services.commands().readOnly());
  }

  public String actor() {
    return services.actor();
  }

  /** Upper case; {@code PRODUCTION} and {@code STAGING} have colours of their own. */
  public ReadOnlyStringProperty environmentProperty() {
    return environment.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty footerProperty() {
    return footer.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty readOnlyProperty() {
    return readOnly.getReadOnlyProperty();
  }

  /** Why the last refresh failed; empty if it did not. */
  public ReadOnlyStringProperty errorProperty() {
    return error.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<Map<Place, Badge>> badgesProperty() {
    return badges.getReadOnlyProperty();
  }
}
