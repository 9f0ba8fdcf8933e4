package io.signalbox.app.proof;

import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A figure beside its limit: a row of the table, and a line between processes.
 *
 * @param name what it is of
 * @param found with its unit
 * @param aim empty for a figure that nothing is expected of
 * @param verdict {@code met}, or that it is not; empty without an aim
 * @param measured when, and how busy the machine was
 */
record Figure(String name, String found, String aim, String verdict, String measured) {

  private static final String NOT_MET = "**not met**";
  private static final Pattern ROW =
      Pattern.compile("\\| (.*?) \\| (.*?) \\| (.*?) \\| (.*?) \\| (.*?) \\|");

  static Figure judged(String name, String found, String aim, boolean met) {
    return new Figure(name, found, aim, met ? "met" : NOT_MET, now());
  }

  static Figure told(String name, String found) {
    return new Figure(name, found, "", "", now());
  }

  private static String now() {
    return String.format(
        Locale.ROOT,
        "%s, load %.0f",
        LocalDate.now(ZoneOffset.UTC),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  boolean isMissed() {
    return verdict.equals(NOT_MET);
  }

  String row() {
    return String.format("| %s | %s | %s | %s | %s |", name, found, aim, verdict, measured);
  }

  /** Of a row; empty for any other line. */
  static Optional<Figure> read(String line) {
    Matcher row = ROW.matcher(line);
    return row.matches()
        ? Optional.of(
            new Figure(row.group(1), row.group(2), row.group(3), row.group(4), row.group(5)))
        : Optional.empty();
  }
}
