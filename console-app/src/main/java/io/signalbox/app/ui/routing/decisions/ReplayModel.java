package io.signalbox.app.ui.routing.decisions;

import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.ReplayReport;
import io.signalbox.core.query.ReplayReport.Replayed;
import io.signalbox.core.routing.DecisionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/**
 * One replayed decision at a time, with the record that was kept of it. The one that is looked at
 * stays, as long as it is replayed. On the screen's thread only.
 */
public final class ReplayModel {

  private final UiServices services;
  private final ReadOnlyObjectWrapper<@Nullable Replayed> shown = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable DecisionRecord> record =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
  private List<Replayed> decisions = List.of();
  private boolean chosen;

  /** What is shown, or will be as soon as its record is read. */
  private @Nullable Replayed wanted;

  public ReplayModel(UiServices services) {
    this.services = services;
  }

  public void show(@Nullable ReplayReport report) {
    decisions = report == null ? List.of() : report.decisions();
    Replayed before = shown.get();
    Replayed next =
        before == null
            ? null
            : decisions.stream().filter(each -> isSame(each, before)).findFirst().orElse(null);
    boolean dull = next != null && !chosen && !next.isChanged();
    if (next == null || dull) {
      chosen = false;
      next =
          decisions.stream()
              .filter(Replayed::isChanged)
              .findFirst()
              .orElse(next != null ? next : decisions.isEmpty() ? null : decisions.getFirst());
    }
    look(next);
  }

  /** The one decided just before it. */
  public void previous() {
    step(position() + 1);
  }

  /** The next older one that would go elsewhere; after the last comes the first. */
  public void nextChanged() {
    int at = position();
    for (int i = 1; i <= decisions.size(); i++) {
      int index = Math.floorMod(at + i, decisions.size());
      if (decisions.get(index).isChanged()) {
        step(index);
        return;
      }
    }
  }

  private void step(int index) {
    if (index >= 0 && index < decisions.size()) {
      chosen = true;
      look(decisions.get(index));
    }
  }

  /** -1 for none. */
  private int position() {
    Replayed at = shown.get();
    return at == null ? -1 : decisions.indexOf(at);
  }

  public boolean hasPrevious() {
    int at = position();
    return at >= 0 && at + 1 < decisions.size();
  }

  public boolean hasChanged() {
    return decisions.stream().anyMatch(Replayed::isChanged);
  }

  private void look(@Nullable Replayed next) {
    Replayed before = shown.get();
    wanted = next;
    if (Objects.equals(before, next)) {
      return;
    }
    if (next == null) {
      tell(null, "");
      return;
    }
    if (before != null && isSame(before, next)) {
      shown.set(next);
      if (record.get() != null) {
        return;
      }
    } else if (before == null || chosen) {
      tell(null, "");
    }
    // Else what came by itself takes the place of what is there when all of it is known: a panel
    // emptied and filled each minute is laid out twice, which took longer than a frame.
    services.ask(
        new Query.DecisionsOf(next.traceId()),
        found -> {
          if (isWanted(next)) {
            DecisionRecord kept = nearest(found, next.at());
            tell(kept, kept == null ? "Its record is not kept any more." : "");
          }
        },
        failure -> {
          if (isWanted(next)) {
            tell(null, UiServices.textOf(failure));
          }
        });
  }

  private static @Nullable DecisionRecord nearest(List<DecisionRecord> found, Instant at) {
    return found.stream()
        .min(Comparator.comparing(each -> Duration.between(each.at(), at).abs()))
        .orElse(null);
  }

  /** What is wanted is what is shown from now on. */
  private void tell(@Nullable DecisionRecord kept, String problem) {
    shown.set(wanted);
    record.set(kept);
    error.set(problem);
  }

  private boolean isWanted(Replayed next) {
    return wanted != null && isSame(wanted, next);
  }

  private static boolean isSame(Replayed one, Replayed two) {
    return one.traceId().equals(two.traceId()) && one.at().equals(two.at());
  }

  public ReadOnlyObjectProperty<@Nullable Replayed> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  /** Null until it was read. */
  public ReadOnlyObjectProperty<@Nullable DecisionRecord> recordProperty() {
    return record.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty errorProperty() {
    return error.getReadOnlyProperty();
  }
}
