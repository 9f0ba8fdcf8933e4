package io.signalbox.core.config;

import io.signalbox.core.config.source.Location;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an edit of a provider would make of a file, and what reading it would say then; nothing is
 * written.
 *
 * @param revision of the file as it is now
 * @param lines of the part of the file that would be another, in its order; empty where it stands
 *     so already
 * @param findings what is wrong or odd with the edit
 * @param configuration as it would be in force, overrides included; null where it cannot be
 */
public record ProviderTrial(
    String file,
    String revision,
    List<Line> lines,
    List<Finding> findings,
    @Nullable Configuration configuration) {

  public ProviderTrial {
    lines = List.copyOf(lines);
    findings = List.copyOf(findings);
  }

  /** Whether nothing speaks against it. */
  public boolean accepted() {
    return findings.stream().noneMatch(Finding::refuses);
  }

  /** The same of the file as it became. */
  public ProviderTrial at(String newest) {
    return new ProviderTrial(file, newest, lines, findings, configuration);
  }

  /** What becomes of a line. */
  public enum Change {
    SAME,
    ADDED,
    REMOVED
  }

  /**
   * A line as it is, or would be.
   *
   * @param number 1-based; of one that is taken out in the file as it is, of the others in the file
   *     as it would be
   */
  public record Line(int number, Change change, String text) {}

  /**
   * Something wrong or odd.
   *
   * @param key of the provider's entry, such as {@code config.region} or {@code name}; else a whole
   *     key path
   * @param refuses whether the edit is not carried out because of it
   * @param code stable, upper snake case
   * @param text goes on from the key: {@code is 'x', expected a whole number}; never a secret
   * @param location null where it stands in no file
   */
  public record Finding(
      String key, boolean refuses, String code, String text, @Nullable Location location) {

    /** The key and what is wrong with it, in one sentence. */
    public String sentence() {
      return (location == null ? "" : location + ": ") + key + " " + text;
    }
  }
}
