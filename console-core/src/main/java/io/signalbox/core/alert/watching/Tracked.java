package io.signalbox.core.alert.watching;

import io.signalbox.core.alert.Alert;
import io.signalbox.core.alert.AlertRule;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One rule and one thing it looks at. For one thread at a time. */
final class Tracked {

  /** How old the words of an alert may be while only what was measured changes. */
  private static final Duration RENEWED = Duration.ofSeconds(10);

  private Standing standing = Standing.QUIET;
  // Also one that is over, for its marks: a mute counts when it fires again.
  private @Nullable Alert alert;
  private boolean muted;

  /** One that was found firing by whoever had the duty before. */
  static Tracked adopted(Alert stored) {
    Tracked tracked = new Tracked();
    tracked.standing = Standing.firing(stored.since(), stored.at());
    tracked.alert = stored;
    // A mute that ran out since it was judged last ended while nobody watched, and was not told.
    tracked.muted = stored.isMuted(stored.at());
    return tracked;
  }

  Standing standing() {
    return standing;
  }

  void stands(Standing next) {
    standing = next;
  }

  /** What fires; null where nothing does. */
  @Nullable Alert firing() {
    return standing.isFiring() ? alert : null;
  }

  boolean isMuted(Instant now) {
    return alert != null && alert.isMuted(now);
  }

  /** Takes over what operators did. */
  void mark(Alert stored) {
    alert = alert == null ? stored : alert.marked(stored.acknowledged(), stored.muted());
  }

  /** It begins to fire. */
  Alert begin(AlertRule rule, Reading reading, Instant now) {
    Alert begun = alert(rule, reading, now);
    alert = begun;
    muted = begun.isMuted(now);
    return begun;
  }

  /** It goes on firing; null where nothing new is to be said of it. */
  @Nullable Alert renew(AlertRule rule, Reading reading, Instant now) {
    Alert before = alert;
    Alert next = alert(rule, reading, now);
    if (before != null && !isNews(rule, before, next, now)) {
      return null;
    }
    alert = next;
    return next;
  }

  /** A figure changes with every call, and is told now and then; words are told at once. */
  private static boolean isNews(AlertRule rule, Alert before, Alert next, Instant now) {
    boolean worded =
        !before.title().equals(next.title())
            || !before.location().equals(next.location())
            || before.severity() != next.severity();
    boolean changed =
        !before.value().equals(next.value()) || !before.detail().equals(next.detail());
    boolean old = !now.isBefore(before.at().plus(RENEWED));
    return worded || changed && (old || !rule.metric().isMeasured());
  }

  /** Whether its mute has run out since it was asked last. */
  boolean unmutes(Instant now) {
    boolean before = muted;
    muted = isMuted(now);
    // Where the mark is gone, an operator took it away, and that was told.
    return before && !muted && alert != null && alert.muted() != null;
  }

  /** As it is, told of now: whoever takes over knows that the end of its mute was told. */
  Alert judgedAgain(Instant now) {
    Alert next = Objects.requireNonNull(alert).at(now);
    alert = next;
    return next;
  }

  /** It is over; null where it did not fire. */
  @Nullable Alert end(Instant now) {
    Alert over = firing() == null ? null : Objects.requireNonNull(alert).cleared(now);
    alert = over == null ? alert : over;
    standing = Standing.QUIET;
    muted = false;
    return over;
  }

  private Alert alert(AlertRule rule, Reading reading, Instant now) {
    Instant since = standing.firing();
    String title =
        reading.title().isEmpty()
            ? rule.metric().words() + " of " + reading.subject() + " is " + rule.words()
            : reading.title();
    return new Alert(
        rule.name(),
        reading.key(),
        rule.severity(),
        reading.kind(),
        reading.subject(),
        title,
        reading.detail(),
        reading.location(),
        rule.metric().text(standing.value()),
        since == null ? now : since,
        null,
        now,
        alert == null ? null : alert.acknowledged(),
        alert == null ? null : alert.muted());
  }
}
