package io.signalbox.app.ui.requests;

import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.command.RequestCommand;
import io.signalbox.core.error.Counted;
import io.signalbox.core.request.SweepReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

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
  // Counts askings: an answer to one that was closed meanwhile is not shown.
  private int asking;

  /**
   * @param released runs after machines were released
   */
  SweepModel(UiServices services, Runnable released) {
    this.services = services;
    this.released = released;
  }

  /** Looks, without effect; does nothing while something is under way. */
  void look() {
    run(true);
  }

  /** Releases what was found, at most twenty machines, after looking again. */
  void release() {
    run(false);
  }

  private void run(boolean dryRun) {
    if (state.get() instanceof State.UnderWay) {
      return;
    }
    int mine = ++asking;
    state.set(new State.UnderWay(!dryRun, services.time().now()));
    services.execute(
        new RequestCommand.Sweep(dryRun),
        false,
        report -> {
          if (!dryRun) {
            released.run();
          }
          ended(mine, new State.Found(report, services.time().now()));
        },
        failure -> ended(mine, new State.Failed(UiServices.textOf(failure))));
  }

  private void ended(int mine, State with) {
    if (mine == asking) {
      state.set(with);
    }
  }

  /** Shows nothing of it any more; what is being released goes on. */
  void close() {
    asking++;
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

  /** Why nothing can be released; empty if something can. */
  String refusal() {
    if (services.commands().readOnly()) {
      return "This window is read-only";
    }
    return found().filter(report -> free(report) + leftOver(report) > 0).isPresent()
        ? ""
        : "No machine is without a request, and nothing left over";
  }

  private Optional<SweepReport> found() {
    return state.get() instanceof State.Found found
        ? Optional.of(found.report())
        : Optional.empty();
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
      parts.add(Counted.of(report.released().size(), "machine") + " released");
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

  ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }
}
