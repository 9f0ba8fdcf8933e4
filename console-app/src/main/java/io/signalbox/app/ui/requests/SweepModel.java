package io.signalbox.app.ui.requests;

import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.command.RequestCommand;
import io.signalbox.core.error.Counted;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.request.SweepReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Machines without a request, requests without machines, and what launches left over: looked for
 * without effect, and released when somebody says so. On the screen's thread only.
 */
final class SweepModel {

  /** The most that one pass releases. */
  private static final int MOST = 20;

  /** How far it is. */
  sealed interface State {
    /** Nobody has it open. */
    record Closed() implements State {}

    /**
     * @param releasing whether machines are being released, or only looked for
     */
    record UnderWay(boolean releasing, Instant since) implements State {}

    record Found(SweepReport report, Instant at) implements State {}

    record Failed(String why) implements State {}
  }

  private final UiServices services;
  private final Runnable released;
  private final ReadOnlyObjectWrapper<State> state =
      new ReadOnlyObjectWrapper<>(new State.Closed());
  // What is under way, shown or not.
  private State.@Nullable UnderWay going;

  /**
   * @param released runs after machines were released
   */
  SweepModel(UiServices services, Runnable released) {
    this.services = services;
    this.released = released;
  }

  /** Looks, without effect; what is under way already is shown. */
  void look() {
    run(new RequestCommand.Sweep(true));
  }

  /**
   * Releases what is shown, at most twenty machines, after looking again: what somebody has not
   * seen is left alone. Does nothing where nothing is shown.
   */
  void release() {
    found()
        .map(SweepModel::shown)
        .ifPresent(machines -> run(new RequestCommand.Sweep(false, machines)));
  }

  private void run(RequestCommand.Sweep sweep) {
    if (going != null) {
      state.set(going);
      return;
    }
    State.UnderWay begun = new State.UnderWay(!sweep.dryRun(), services.time().now());
    going = begun;
    state.set(begun);
    services.execute(
        sweep,
        false,
        report -> {
          if (!sweep.dryRun()) {
            released.run();
          }
          ended(begun, new State.Found(report, services.time().now()));
        },
        failure -> ended(begun, new State.Failed(UiServices.textOf(failure))));
  }

  /** An answer to what was closed or cancelled meanwhile is not shown. */
  private void ended(State.UnderWay asked, State with) {
    if (asked != going) {
      return;
    }
    going = null;
    if (!(state.get() instanceof State.Closed)) {
      state.set(with);
    }
  }

  /** Waits no longer for what is being looked for; what is being released goes on. */
  void cancel() {
    State.UnderWay now = going;
    if (now != null && !now.releasing()) {
      going = null;
      state.set(new State.Failed("Cancelled; nothing was changed. Look again when it suits."));
    }
  }

  /** Shows nothing of it any more; what is being released goes on. */
  void close() {
    state.set(new State.Closed());
  }

  /** What the next pass does, as its button says it. */
  String action() {
    int machines = Math.min(MOST, found().map(SweepModel::free).orElse(0));
    boolean leftOver = found().map(SweepModel::leftOver).orElse(0) > 0;
    if (machines == 0) {
      return leftOver ? "Remove what is left over" : "Release machines";
    }
    return "Release "
        + Counted.of(machines, "machine")
        + (leftOver ? " and what is left over" : "");
  }

  /** What it does to machines, for whoever is asked whether it is meant. */
  String warning() {
    return found().map(SweepModel::free).orElse(0) > 0
        ? "They are of this installation and no request has them. Machines are terminated; what"
            + " runs on them ends."
        : "It is of this installation and nothing needs it any more. No machine is terminated.";
  }

  /** Why nothing can be released; empty if something can. */
  String refusal() {
    if (services.commands().readOnly()) {
      return "This window is read-only";
    }
    return switch (state.get()) {
      case State.Closed closed -> "Look first";
      case State.UnderWay now -> now.releasing() ? "It is under way" : "Wait for what is found";
      case State.Failed failed -> "Nothing was found out; look again";
      case State.Found(SweepReport report, Instant at) -> refusal(report);
    };
  }

  private static String refusal(SweepReport report) {
    if (free(report) + leftOver(report) > 0) {
      return "";
    }
    return report.skipped().isEmpty()
        ? "No machine is without a request, and nothing left over"
        : "Nothing to release where machines could be listed";
  }

  private Optional<SweepReport> found() {
    return state.get() instanceof State.Found found
        ? Optional.of(found.report())
        : Optional.empty();
  }

  /** The machines of it that somebody has seen and that may be released. */
  private static Set<String> shown(SweepReport report) {
    return report.orphans().values().stream()
        .flatMap(List::stream)
        .map(InstanceInfo::machineId)
        .filter(id -> !report.released().contains(id))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Machines without a request that this pass did not release. */
  private static int free(SweepReport report) {
    int orphans = report.orphans().values().stream().mapToInt(List::size).sum();
    return orphans - report.released().size();
  }

  /** What launches made beside machines, is not needed any more and is there. */
  private static int leftOver(SweepReport report) {
    return (int)
        report.leftovers().values().stream()
            .flatMap(List::stream)
            .filter(each -> !each.removed())
            .count();
  }

  /** What was found, counted; that all is well where nothing was. */
  static String sum(SweepReport report) {
    List<String> parts = new ArrayList<>();
    int free = free(report);
    if (!report.released().isEmpty()) {
      parts.add(Counted.of(report.released().size(), "machine") + " being returned");
    }
    if (free > 0) {
      parts.add(Counted.of(free, "machine") + " without a request");
    }
    if (leftOver(report) > 0) {
      parts.add(leftOver(report) + " left over");
    }
    if (!report.missing().isEmpty()) {
      parts.add(report.missing().size() + " not known to their cloud");
    }
    if (!report.skipped().isEmpty()) {
      parts.add(Counted.of(report.skipped().size(), "provider") + " not listed");
    }
    return parts.isEmpty() ? "nothing to sweep" : String.join(", ", parts);
  }

  /** What was found as a sentence. A provider that was not listed is never taken for a good one. */
  static String heading(SweepReport report) {
    if (!(report.orphans().isEmpty()
        && report.missing().isEmpty()
        && report.leftovers().isEmpty())) {
      return "Found " + sum(report) + ".";
    }
    return report.skipped().isEmpty()
        ? "Every machine that was found has its request, and every request its machines."
        : "Nothing was found where machines could be listed, and "
            + Counted.of(report.skipped().size(), "provider")
            + " could not be: nothing is known of "
            + (report.skipped().size() == 1 ? "its machines." : "their machines.");
  }

  ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }
}
