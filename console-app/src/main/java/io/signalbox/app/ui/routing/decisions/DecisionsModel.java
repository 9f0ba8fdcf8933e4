package io.signalbox.app.ui.routing.decisions;

import io.signalbox.app.ui.feed.Question;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.query.Query;
import io.signalbox.core.routing.DecisionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * Why past operations went where they went: the newest decisions, narrowed by what is typed, and
 * those of one trace id however old. On the screen's thread only.
 */
public final class DecisionsModel {

  public static final int LIMIT = 500;
  private static final Duration BACK = Duration.ofHours(24);
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final UiServices services;
  private final StringProperty search = new SimpleStringProperty("");
  private final ReadOnlyObjectWrapper<List<DecisionRecord>> shown =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ObjectProperty<@Nullable DecisionRecord> selected = new SimpleObjectProperty<>();
  private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
  private final BooleanProperty open = new SimpleBooleanProperty();
  private final ReadOnlyBooleanWrapper loaded = new ReadOnlyBooleanWrapper();
  private final Question question;
  private final Question trace;
  private List<DecisionRecord> newest = List.of();
  private List<DecisionRecord> ofTrace = List.of();
  private String traced = "";
  private boolean old = true;
  private Instant due = Instant.EPOCH;

  public DecisionsModel(UiServices services) {
    this.services = services;
    this.question = new Question(services, failure -> error.set(UiServices.textOf(failure)));
    this.trace = new Question(services, failure -> error.set(UiServices.textOf(failure)));
    open.addListener((property, old, on) -> {
      if (on) {
        refresh();
      }
    });
    search.addListener((property, old, text) -> {
      narrow();
      // A trace id is asked for even where it is older than what is listed.
      if (shown.get().isEmpty() && loaded.get()) {
        askForTrace();
      }
    });
  }

  /** Something has happened; there may be newer decisions. */
  public void changed() {
    old = true;
  }

  /** Asks for the newest where they are looked at, may be others, and were not just asked for. */
  public void refreshIfOld() {
    if (open.get() && old && !services.time().now().isBefore(due)) {
      refresh();
    }
  }

  private void refresh() {
    old = false;
    Instant now = services.time().now();
    due = now.plus(AGAIN);
    List<DecisionRecord> before = newest;
    question.prepare(
        LIMIT,
        queries -> known(before, queries.ask(new Query.Decisions(now.minus(BACK), LIMIT))),
        found -> {
          error.set("");
          loaded.set(true);
          if (found != newest) {
            newest = found;
            narrow();
          }
          if (shown.get().isEmpty()) {
            askForTrace();
          }
        });
  }

  /** What was found, as the objects it was before: the same list where nothing is new. */
  private static List<DecisionRecord> known(
      List<DecisionRecord> before, List<DecisionRecord> found) {
    Map<DecisionRecord, DecisionRecord> same = new HashMap<>();
    before.forEach(each -> same.put(each, each));
    List<DecisionRecord> next = new ArrayList<>(found.size());
    found.forEach(each -> next.add(same.getOrDefault(each, each)));
    return next.equals(before) ? before : List.copyOf(next);
  }

  private void askForTrace() {
    String text = search.get().trim();
    if (text.isEmpty() || text.equals(traced)) {
      return;
    }
    trace.ask(
        text,
        new Query.DecisionsOf(text),
        found -> {
          // What was typed since is asked for itself.
          if (text.equals(search.get().trim())) {
            traced = text;
            ofTrace = List.copyOf(found.reversed());
            narrow();
          }
        });
  }

  private void narrow() {
    String text = search.get().trim().toLowerCase(Locale.ROOT);
    List<DecisionRecord> next = newest.stream().filter(each -> matches(each, text)).toList();
    if (next.isEmpty() && !text.isEmpty() && text.equals(traced.toLowerCase(Locale.ROOT))) {
      next = ofTrace;
    }
    if (!next.equals(shown.get())) {
      shown.set(next);
    }
    DecisionRecord before = selected.get();
    if (before == null || !next.contains(before)) {
      selected.set(next.isEmpty() ? null : next.getFirst());
    }
  }

  private static boolean matches(DecisionRecord decision, String text) {
    String winner = decision.winner();
    return text.isEmpty()
        || decision.traceId().toLowerCase(Locale.ROOT).contains(text)
        || decision.subject().toLowerCase(Locale.ROOT).contains(text)
        || winner != null && winner.toLowerCase(Locale.ROOT).contains(text);
  }

  /** Whether past decisions are in front, rather than the preview. */
  public BooleanProperty openProperty() {
    return open;
  }

  /** A trace id, a subject or a provider; empty for all. */
  public StringProperty searchProperty() {
    return search;
  }

  /** Newest first. */
  public ReadOnlyObjectProperty<List<DecisionRecord>> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  public ObjectProperty<@Nullable DecisionRecord> selectedProperty() {
    return selected;
  }

  /** Whether a first answer has come. */
  public ReadOnlyBooleanProperty loadedProperty() {
    return loaded.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty errorProperty() {
    return error.getReadOnlyProperty();
  }
}
