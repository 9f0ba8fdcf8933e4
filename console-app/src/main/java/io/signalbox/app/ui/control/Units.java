package io.signalbox.app.ui.control;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Figures as people read them, always with their unit; a thin space stands before it. The zone of
 * times is the process's.
 */
public final class Units {

  private static final String THIN = "\u2009";
  private static final DateTimeFormatter ELSEWHERE =
      DateTimeFormatter.ofPattern("HH:mm zzz, EEE d MMM", Locale.ROOT);
  private static final DateTimeFormatter UTC_DAY =
      DateTimeFormatter.ofPattern("EEE d MMM", Locale.ROOT).withZone(ZoneOffset.UTC);
  // Of the process: its windows have one operator before them. UTC until Settings says otherwise.
  private static volatile Zone zone = Zone.of(ZoneOffset.UTC);

  private record Zone(
      ZoneId id,
      DateTimeFormatter clock,
      DateTimeFormatter minute,
      DateTimeFormatter day,
      DateTimeFormatter moment,
      DateTimeFormatter exact,
      DateTimeFormatter word) {

    static Zone of(ZoneId id) {
      return new Zone(
          id,
          DateTimeFormatter.ofPattern("HH:mm:ss").withZone(id),
          DateTimeFormatter.ofPattern("HH:mm").withZone(id),
          DateTimeFormatter.ofPattern("EEE d MMM", Locale.ROOT).withZone(id),
          DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ROOT).withZone(id),
          DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(id),
          DateTimeFormatter.ofPattern("zzz", Locale.ROOT).withZone(id));
    }
  }

  private Units() {}

  /** {@code 60 %}; {@code none} where nothing was measured. */
  public static String percent(double value, String none) {
    return Double.isNaN(value) ? none : number(value) + THIN + "%";
  }

  /** A share of 0 to 1 as whole percent; under one percent not as none. */
  public static String share(double share) {
    if (share > 0 && share < 0.01) {
      return percent(Math.max(0.1, Math.round(share * 1_000) / 10.0), "");
    }
    return Math.round(share * 100) + THIN + "%";
  }

  public static String millis(double value, String none) {
    if (Double.isNaN(value)) {
      return none;
    }
    return value >= 1_000
        ? String.format(Locale.ROOT, "%.2f", value / 1_000) + THIN + "s"
        : Math.round(value) + THIN + "ms";
  }

  public static String rate(double perSecond) {
    return (perSecond == 0 || Double.isNaN(perSecond) ? "0" : number(perSecond)) + THIN + "ops/s";
  }

  /** One decimal under 100 where it says something, two under 0.1. */
  public static String number(double value) {
    if (value == Math.rint(value) || value >= 100) {
      return String.format(Locale.ROOT, "%,d", Math.round(value));
    }
    return String.format(Locale.ROOT, value < 0.1 ? "%.2f" : "%.1f", value);
  }

  /** {@code 9 s}, {@code 6 min}, {@code 3 h}, {@code 2 d}. */
  public static String age(Duration age) {
    long seconds = Math.max(0, age.toSeconds());
    if (seconds < 60) {
      return seconds + THIN + "s";
    }
    if (seconds < 3_600) {
      return seconds / 60 + THIN + "min";
    }
    return seconds < 86_400 ? seconds / 3_600 + THIN + "h" : seconds / 86_400 + THIN + "d";
  }

  public static String age(@Nullable Instant since, Instant now) {
    return since == null ? "never" : age(Duration.between(since, now));
  }

  /** An offset from the click: {@code +8 ms}, {@code +1.24 s}. */
  public static String offset(Duration offset) {
    long millis = offset.toMillis();
    if (millis <= 0) {
      return "0" + THIN + "ms";
    }
    return millis < 1_000
        ? "+" + millis + THIN + "ms"
        : millis < 60_000
            ? String.format(Locale.ROOT, "+%.2f", millis / 1_000.0) + THIN + "s"
            : "+" + age(offset);
  }

  /**
   * Clocks and days are told in this zone from now on; what is shown follows as it is told anew.
   */
  public static void tellTimesIn(ZoneId id) {
    if (!zone.id().equals(id)) {
      zone = Zone.of(id);
    }
  }

  /** Whether clocks and days are told in UTC. */
  public static boolean tellsUtc() {
    return zone.id().equals(ZoneOffset.UTC);
  }

  /** What the zone is called: {@code UTC}, {@code CEST}. */
  public static String zone(Instant at) {
    return tellsUtc() ? "UTC" : zone.word().format(at);
  }

  public static String clock(Instant at) {
    return zone.clock().format(at);
  }

  public static String minute(Instant at) {
    return zone.minute().format(at);
  }

  /** {@code Tue 16 Jun}. */
  public static String day(Instant at) {
    return zone.day().format(at);
  }

  /** The clock of today, day and minute of any other: {@code 14:58:42}, {@code 16 Jun 14:58}. */
  public static String moment(Instant at, Instant now) {
    return day(at).equals(day(now)) && Duration.between(at, now).abs().toDays() < 2
        ? clock(at)
        : zone.moment().format(at);
  }

  /** To the millisecond, with the zone: {@code 14:58:42.017 UTC}. */
  public static String exact(Instant at) {
    return zone.exact().format(at) + " " + zone(at);
  }

  /** The time in the other of both zones, with its day: {@code 16:58 CEST, Tue 16 Jun}. */
  public static String elsewhere(Instant at) {
    return ELSEWHERE.withZone(tellsUtc() ? ZoneId.systemDefault() : ZoneId.of("UTC")).format(at);
  }

  /** {@code Tue 16 Jun}, of a day that is counted in UTC, whatever zone times are told in. */
  public static String utcDay(Instant begin) {
    return UTC_DAY.format(begin);
  }

  /** Keeps both ends of a text that is too long: {@code aws-us-ea…plates.json}. */
  public static String middle(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    int tail = (max - 1) / 2;
    int head = max - 1 - tail;
    return text.substring(0, head) + "…" + text.substring(text.length() - tail);
  }
}
