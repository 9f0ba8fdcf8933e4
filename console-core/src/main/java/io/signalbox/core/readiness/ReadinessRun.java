package io.signalbox.core.readiness;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One check as it was run.
 *
 * @param at when it began
 * @param took how long it ran
 * @param input what it was found of, as a fingerprint; a result of anything else is Old
 * @param by who had it run
 * @param traceId of the act that ran it
 * @param finding what was found
 */
public record ReadinessRun(
    ReadinessCheck check,
    Instant at,
    Duration took,
    String input,
    String by,
    String traceId,
    Finding finding) {

  /** What a check says. */
  public enum Verdict {
    PASSED,
    /** It may be relied on, and something of it was not looked at or is not as it should be. */
    WARNING,
    FAILED
  }

  /**
   * What was found.
   *
   * @param summary one sentence with figures
   * @param detail what else there is to know, in one sentence; may be empty
   * @param problem what is wrong and what follows from it; empty where nothing is
   * @param evidence what was looked at, one row each
   * @param steps what was done, in its order; empty where looking was all
   * @param remedy what to do next
   */
  public record Finding(
      Verdict verdict,
      String summary,
      String detail,
      String problem,
      List<Evidence> evidence,
      List<Step> steps,
      Remedy remedy) {

    public Finding {
      evidence = List.copyOf(evidence);
      steps = List.copyOf(steps);
    }
  }

  /**
   * One thing that was looked at.
   *
   * @param subject a provider, circuit, file or figure
   * @param expected what passes
   * @param found what was there
   * @param verdict of this row alone
   * @param place file:line of what decides it; empty for none
   */
  public record Evidence(
      String subject, String expected, String found, Verdict verdict, String place) {

    /** A row that no file decides. */
    public Evidence(String subject, String expected, String found, Verdict verdict) {
      this(subject, expected, found, verdict, "");
    }
  }

  /**
   * One step of what was done.
   *
   * @param after since the check's begin, or since that of the rehearsal it is a part of
   * @param text what happened
   * @param verdict of this step alone
   */
  public record Step(Duration after, String text, Verdict verdict) {}

  /**
   * What to do next.
   *
   * @param text for people and shells alike: one sentence; empty where nothing is to be done
   * @param place the screen where it is done
   * @param subject what to select there: a provider's name, a setting's key; empty for nothing
   */
  public record Remedy(String text, Place place, String subject) {}

  /** Where a remedy is at hand. */
  public enum Place {
    ROUTING,
    PROVIDERS,
    OVERVIEW,
    DRILL,
    ALERTS,
    SETTINGS
  }
}
