package io.signalbox.app.ui.drill;

import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.command.DrillCommand;
import io.signalbox.core.drill.DrillReport;
import io.signalbox.core.drill.DrillView;
import io.signalbox.core.drill.ScenarioView;
import io.signalbox.core.query.Query;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * The Drill screen without a control. On the screen's thread only. A failed refresh keeps what is
 * shown and says so; an answer to a question older than what is shown, or asked before the last
 * command was answered, is dropped. Drills touch stand-ins only, so a read-only window drills too.
 */
public final class DrillViewModel {

  /** The drill is not asked after more often than ten times a second, whoever wants to know. */
  private static final long LEAST_NANOS = 100_000_000;

  private static final String SCREEN = "drill";
  private static final String SELECTED = "selected";

  private final UiServices services;
  private final ObjectProperty<Speed> speed = new SimpleObjectProperty<>(Speed.FIVE);
  private final ReadOnlyObjectWrapper<List<ScenarioView>> scenarios =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyBooleanWrapper loaded = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<@Nullable ScenarioView> selected =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable DrillView> drill = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper refused = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper notStartable =
      new ReadOnlyStringWrapper("No scenario is chosen");
  private final ReadOnlyBooleanWrapper stopping = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper context = new ReadOnlyStringWrapper("");
  private String wanted = "";
  private boolean chosen;
  private boolean starting;
  private boolean listing;
  private int underWay;
  private long asked;
  private long shown;
  private @Nullable Long askedAt;

  public DrillViewModel(UiServices services) {
    this.services = services;
    services.preferences().keep(SCREEN, "speed", Speed.class, speed);
  }

  /** Asks for the drill, and for the scenarios until there are some. */
  public void refresh() {
    askScenarios();
    askDrill();
  }

  /** The screen's own beat: asks while a drill runs and no question is under way. */
  void poll() {
    if (isRunning() && underWay == 0) {
      askDrill();
    }
  }

  private void askScenarios() {
    if (listing || !scenarios.get().isEmpty()) {
      return;
    }
    listing = true;
    services.ask(
        new Query.DrillScenarios(),
        list -> {
          listing = false;
          loaded.set(true);
          scenarios.set(List.copyOf(list));
          choose();
        },
        failure -> {
          listing = false;
          fail(failure);
        });
  }

  private void askDrill() {
    long now = services.time().nanos();
    if (askedAt != null && now - askedAt < LEAST_NANOS) {
      return;
    }
    askedAt = now;
    long ask = ++asked;
    underWay++;
    services.ask(
        new Query.CurrentDrill(),
        answer -> {
          underWay--;
          if (ask > shown) {
            shown = ask;
            error.set("");
            show(answer);
          }
        },
        failure -> {
          underWay--;
          fail(failure);
        });
  }

  private void fail(RuntimeException failure) {
    error.set(UiServices.textOf(failure));
  }

  private void show(Optional<DrillView> answer) {
    DrillView next = answer.orElse(null);
    if (next == null || next.state() != DrillView.State.RUNNING) {
      stopping.set(false);
    }
    if (!Objects.equals(next, drill.get())) {
      drill.set(next);
      context.set(
          next == null
              ? ""
              : next.scenario().title()
                  + ", "
                  + DrillWords.state(next.state()).word().toLowerCase(Locale.ROOT));
    }
    if (!chosen && wanted.isEmpty() && next != null) {
      wanted = next.scenario().name();
    }
    choose();
  }

  /** Takes the scenario that is wanted, or that of the last time, or the first there is. */
  private void choose() {
    ScenarioView now = selected.get();
    List<ScenarioView> all = scenarios.get();
    ScenarioView next =
        all.stream()
            .filter(each -> each.name().equals(wanted))
            .findFirst()
            .orElse(now != null || all.isEmpty() ? now : lastTime(all));
    if (next != null && next.name().equals(wanted)) {
      chosen = true;
    }
    selected.set(next);
    gate();
  }

  private ScenarioView lastTime(List<ScenarioView> all) {
    String last = services.preferences().find(SCREEN, SELECTED).orElse("");
    return all.stream()
        .filter(each -> each.name().equals(last))
        .findFirst()
        .orElseGet(all::getFirst);
  }

  private void gate() {
    DrillView current = drill.get();
    notStartable.set(
        starting
            ? "Starting"
            : current != null && isRunning()
                ? current.scenario().title() + " is running. Stop it, or let it end"
                : selected.get() == null ? "No scenario is chosen" : "");
  }

  /** Chooses a scenario by name; one that is not known yet is chosen when it is. */
  public void select(String name) {
    wanted = name;
    chosen = true;
    services.preferences().set(SCREEN, SELECTED, name);
    refused.set("");
    choose();
  }

  /** Plays the chosen scenario. */
  void start() {
    ScenarioView scenario = selected.get();
    if (scenario != null) {
      start(scenario.name(), speed.get().factor());
    }
  }

  /** Plays what was played last, at the same speed. */
  void runAgain() {
    DrillView last = drill.get();
    if (last != null && !isRunning()) {
      select(last.scenario().name());
      start(last.scenario().name(), last.speed());
    }
  }

  private void start(String scenario, double factor) {
    if (!notStartable.get().isEmpty()) {
      return;
    }
    starting = true;
    refused.set("");
    gate();
    services.execute(
        new DrillCommand.StartDrill(scenario, factor),
        false,
        view -> {
          starting = false;
          answered(view);
        },
        failure -> {
          starting = false;
          refuse(failure);
        });
  }

  /** Ends the drill that runs. */
  void stop() {
    DrillView current = drill.get();
    if (current == null || !isRunning() || stopping.get()) {
      return;
    }
    stopping.set(true);
    services.execute(
        new DrillCommand.StopDrill(current.id()),
        false,
        view -> {
          stopping.set(false);
          answered(view);
        },
        failure -> {
          stopping.set(false);
          refuse(failure);
        });
  }

  /** What a command answers is newer than every question asked before it. */
  private void answered(DrillView view) {
    shown = ++asked;
    refused.set("");
    show(Optional.of(view));
  }

  private void refuse(RuntimeException failure) {
    refused.set(UiServices.textOf(failure));
    gate();
    // Another may run, or this one may be over: what is shown catches up.
    askedAt = null;
    askDrill();
  }

  boolean isRunning() {
    DrillView current = drill.get();
    return current != null && current.state() == DrillView.State.RUNNING;
  }

  /** The report as JSON; empty before there is one. */
  String copyJson() {
    DrillView current = drill.get();
    DrillReport report = current == null ? null : current.report();
    return report == null ? "" : ReportText.json(report);
  }

  /** The verb that plays the same again; empty before the first drill. */
  String copyCli() {
    DrillView current = drill.get();
    return current == null ? "" : ReportText.cli(current.scenario().name());
  }

  ObjectProperty<Speed> speedProperty() {
    return speed;
  }

  ReadOnlyObjectProperty<List<ScenarioView>> scenariosProperty() {
    return scenarios.getReadOnlyProperty();
  }

  /** Whether the scenarios were answered once. */
  ReadOnlyBooleanProperty loadedProperty() {
    return loaded.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<@Nullable ScenarioView> selectedProperty() {
    return selected.getReadOnlyProperty();
  }

  /** The drill that runs or ran last; null before the first. */
  ReadOnlyObjectProperty<@Nullable DrillView> drillProperty() {
    return drill.getReadOnlyProperty();
  }

  /** Why the last refresh failed; empty if it did not. */
  ReadOnlyStringProperty errorProperty() {
    return error.getReadOnlyProperty();
  }

  /** Why the last command was refused; empty if it was not. */
  ReadOnlyStringProperty refusedProperty() {
    return refused.getReadOnlyProperty();
  }

  /** Why nothing can be started now; empty if it can. */
  ReadOnlyStringProperty notStartableProperty() {
    return notStartable.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty stoppingProperty() {
    return stopping.getReadOnlyProperty();
  }

  /** What is played, beside the screen's title. */
  ReadOnlyStringProperty contextProperty() {
    return context.getReadOnlyProperty();
  }
}
