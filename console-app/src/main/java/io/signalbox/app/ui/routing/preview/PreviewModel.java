package io.signalbox.app.ui.routing.preview;

import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.query.Query;
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

  /** A replay costs something; what nobody typed is asked again this often. */
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final UiServices services;
  private final ReadOnlyObjectWrapper<@Nullable SettingsPreview> preview =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyBooleanWrapper current = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
  private @Nullable Question wanted;
  private @Nullable Question underWay;
  private @Nullable Question answered;
  private boolean again;
  private Instant askedAt = Instant.EPOCH;

  /** What is asked: one strategy under settings. */
  private record Question(String node, Map<String, @Nullable Object> settings) {}

  public PreviewModel(UiServices services) {
    this.services = services;
  }

  /** Asks unless just that was asked. */
  public void show(String node, Map<String, @Nullable Object> settings) {
    Question question = new Question(node, settings);
    if (question.equals(wanted)) {
      return;
    }
    if (wanted == null || !wanted.node().equals(node)) {
      preview.set(null);
      error.set("");
    }
    wanted = question;
    current.set(question.equals(answered) && preview.get() != null);
    next();
  }

  /** Asks the same again, if it is a while ago. */
  public void refresh() {
    if (Duration.between(askedAt, services.time().now()).compareTo(AGAIN) >= 0) {
      askAgain();
    }
  }

  /** Asks the same again: something has changed. */
  public void askAgain() {
    again = true;
    next();
  }

  private void next() {
    Question question = wanted;
    if (underWay != null || question == null) {
      return;
    }
    underWay = question;
    again = false;
    askedAt = services.time().now();
    services.ask(
        new Query.PreviewSettings(question.node(), question.settings(), PICKS, REPLAY),
        answer ->
            settle(
                question,
                () -> {
                  answered = question;
                  error.set("");
                  if (!answer.equals(preview.get())) {
                    preview.set(answer);
                  }
                  current.set(question.equals(wanted));
                }),
        failure ->
            settle(
                question,
                () -> {
                  current.set(false);
                  error.set(UiServices.textOf(failure));
                }));
  }

  private void settle(Question question, Runnable counts) {
    underWay = null;
    Question now = wanted;
    if (now != null
        && now.node().equals(question.node())
        && now.settings().isEmpty() == question.settings().isEmpty()) {
      counts.run();
    }
    if (again || !question.equals(now)) {
      next();
    }
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
