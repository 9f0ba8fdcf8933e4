package io.signalbox.core.query;

import java.util.List;
import java.util.Map;

/**
 * What settings would do before they are applied.
 *
 * @param problems why they cannot be applied, one sentence each with the key; empty when they can
 * @param now the asked strategy as it spreads calls now
 * @param proposed the same under the settings; equal to {@code now} when there are problems
 * @param sharesNow expected share of all new unpinned work by provider, 0 to 1
 * @param sharesProposed the same under the settings
 * @param replay the last stored decisions under the settings
 */
public record SettingsPreview(
    List<String> problems,
    SpreadPreview now,
    SpreadPreview proposed,
    Map<String, Double> sharesNow,
    Map<String, Double> sharesProposed,
    ReplayReport replay) {

  public SettingsPreview {
    problems = List.copyOf(problems);
  }

  /** Whether traffic would move, or would have moved in a decision that was replayed. */
  public boolean movesTraffic() {
    return replay.moved() > 0
        || !ShareChanges.of(sharesNow, sharesProposed).isEmpty()
        || !ShareChanges.of(now.shares(), proposed.shares()).isEmpty();
  }

  /** The same with a replay that was made before. */
  public SettingsPreview with(ReplayReport earlier) {
    return new SettingsPreview(problems, now, proposed, sharesNow, sharesProposed, earlier);
  }
}
