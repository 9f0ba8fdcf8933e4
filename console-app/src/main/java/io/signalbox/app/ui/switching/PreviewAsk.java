package io.signalbox.app.ui.switching;

import io.signalbox.app.ui.feed.Question;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.SwitchPreview;
import io.signalbox.core.routing.SwitchChange;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks what traffic would do, again and again while it may change. On the screen's thread only. */
final class PreviewAsk {

  /** A preview older than this is asked again: traffic goes on while a reason is typed. */
  private static final Duration FRESH = Duration.ofSeconds(2);

  private final UiServices services;
  private final Question question;
  private final Consumer<SwitchPreview> answered;
  private @Nullable SwitchChange change;
  private Instant asked = Instant.EPOCH;

  PreviewAsk(
      UiServices services, Consumer<SwitchPreview> answered, Consumer<RuntimeException> failed) {
    this.services = services;
    this.answered = answered;
    this.question = new Question(services, failed);
  }

  void begin(SwitchChange wanted) {
    change = wanted;
    ask(wanted);
  }

  /** Asks again where the last answer is old. */
  void refresh() {
    SwitchChange wanted = change;
    if (wanted != null && !services.time().now().isBefore(asked.plus(FRESH))) {
      ask(wanted);
    }
  }

  /** Nothing is wanted any more; what is under way is not told. */
  void end() {
    change = null;
    question.forget();
  }

  private void ask(SwitchChange wanted) {
    asked = services.time().now();
    question.ask(wanted, new Query.PreviewSwitch(wanted), answered);
  }
}
