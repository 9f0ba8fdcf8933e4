package io.signalbox.app.ui.routing.preview;

import io.signalbox.app.ui.feed.Question;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.ReplayReport;
import io.signalbox.core.query.SettingsPreview;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/**
 * What the settings as typed would do. One question is under way at most: what is typed meanwhile
 * is asked when its answer has come. An answer is dropped where another strategy is selected by
 * then, or nothing is typed any more. On the screen's thread only.
 */
public final class PreviewModel {

  public static final int PICKS = 14;
  public static final int REPLAY = 500;

  /** What nobody typed is asked again this often at most. */
  private static final Duration AGAIN = Duration.ofSeconds(1);

  /**
   * The replay with it: it reads hundreds of decisions, and where nothing is typed there is nothing
   * to compare. Each second it made most of the garbage of the program.
   */
  private static final Duration UNEDITED = Duration.ofMinutes(1);

  /** And so many times rarer than its answer takes, so that it never keeps a core busy. */
  private static final int RARER = 5;

  private final UiServices services;
  private final Question question;
  private final ReadOnlyObjectWrapper<@Nullable SettingsPreview> preview =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyBooleanWrapper current = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
  private @Nullable Asked wanted;
  private @Nullable Asked answered;
  private Instant due = Instant.EPOCH;
  private Instant replayDue = Instant.EPOCH;

  /** What is asked: one strategy under settings. */
  private record Asked(String node, Map<String, @Nullable Object> settings) {

    /** What makes an older answer of use: the same strategy, and edits to be shown. */
    About about() {
      return new About(node, settings.isEmpty());
    }
  }

  private record About(String node, boolean inForce) {}

  public PreviewModel(UiServices services) {
    this.services = services;
    this.question = new Question(services, this::fail);
  }

  /** Asks unless just that was asked. */
  public void show(String node, Map<String, @Nullable Object> settings) {
    Asked next = new Asked(node, settings);
    Asked before = wanted;
    if (next.equals(before)) {
      return;
    }
    if (before == null || !before.node().equals(node)) {
      preview.set(null);
      error.set("");
    }
    wanted = next;
    current.set(next.equals(answered) && preview.get() != null);
    ask();
  }

  /** Asks the same again, if it is a while ago; answers whether it does. */
  public boolean refresh() {
    boolean ask = wanted != null && !services.time().now().isBefore(due);
    if (ask) {
      ask();
    }
    return ask;
  }

  /** Asks the same again, the replay too: something has changed, or the operator wants to know. */
  public void askAgain() {
    replayDue = Instant.EPOCH;
    ask();
  }

  private void ask() {
    Asked asked = wanted;
    if (asked == null) {
      return;
    }
    Instant begun = services.time().now();
    due = begun.plus(AGAIN);
    SettingsPreview before = preview.get();
    ReplayReport kept =
        before != null
                && asked.settings().isEmpty()
                && asked.equals(answered)
                && begun.isBefore(replayDue)
            ? before.replay()
            : null;
    question.prepare(
        asked.about(),
        queries -> {
          SettingsPreview answer =
              queries.ask(
                  new Query.PreviewSettings(
                      asked.node(), asked.settings(), PICKS, kept == null ? REPLAY : 0));
          SettingsPreview whole = kept == null ? answer : answer.with(kept);
          return before != null && whole.equals(before) ? before : whole;
        },
        answer -> show(asked, answer, begun, kept == null));
  }

  private void show(Asked asked, SettingsPreview answer, Instant begun, boolean replayed) {
    Instant now = services.time().now();
    Duration rarer = Duration.between(begun, now).multipliedBy(RARER);
    due = now.plus(rarer.compareTo(AGAIN) > 0 ? rarer : AGAIN);
    if (replayed) {
      replayDue = now.plus(UNEDITED);
    }
    answered = asked;
    error.set("");
    preview.set(answer);
    current.set(asked.equals(wanted));
  }

  private void fail(RuntimeException failure) {
    current.set(false);
    error.set(UiServices.textOf(failure));
  }

  /** Null before the first answer for the selected strategy. */
  public ReadOnlyObjectProperty<@Nullable SettingsPreview> previewProperty() {
    return preview.getReadOnlyProperty();
  }

  /** Whether the preview is of just what is typed. */
  public ReadOnlyBooleanProperty currentProperty() {
    return current.getReadOnlyProperty();
  }

  /** Why the last question had no answer; empty if it had one. */
  public ReadOnlyStringProperty errorProperty() {
    return error.getReadOnlyProperty();
  }
}
