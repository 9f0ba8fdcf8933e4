package io.signalbox.sample.selection;

import io.signalbox.core.routing.selection.CandidateFilter;
import io.signalbox.core.routing.selection.SelectionCandidate;
import io.signalbox.core.routing.selection.SelectionQuestion;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Gives a provider no new work in its quiet hours, such as a nightly backup or billing run: the
 * capability {@code quiet_hours} says when, in UTC, as {@code "22:00-06:00"}. Stateless.
 */
public final class QuietHours implements CandidateFilter {

  /** What the configuration calls it. */
  public static final String NAME = "quiet-hours";

  static final String HOURS = "quiet_hours";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> refuse(SelectionQuestion question, SelectionCandidate candidate) {
    Object told = candidate.labels().get(HOURS);
    if (told == null) {
      return Optional.empty();
    }
    String[] hours = told.toString().split("-");
    try {
      LocalTime from = LocalTime.parse(hours[0].trim());
      LocalTime to = LocalTime.parse(hours[hours.length - 1].trim());
      LocalTime now = LocalTime.ofInstant(question.at(), ZoneOffset.UTC);
      return isWithin(now, from, to)
          ? Optional.of("Quiet hours " + told + " UTC")
          : Optional.empty();
    } catch (DateTimeException e) {
      // Hours nobody can read hold no work back, or a slip would close a provider.
      return Optional.empty();
    }
  }

  private static boolean isWithin(LocalTime now, LocalTime from, LocalTime to) {
    boolean overMidnight = to.isBefore(from);
    return overMidnight
        ? !now.isBefore(from) || now.isBefore(to)
        : !now.isBefore(from) && now.isBefore(to);
  }
}
