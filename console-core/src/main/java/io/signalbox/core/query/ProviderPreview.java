package io.signalbox.core.query;

import io.signalbox.core.config.ProviderTrial.Finding;
import io.signalbox.core.config.ProviderTrial.Line;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/**
 * What an edit of a provider would do; nothing is written.
 *
 * @param files what would be saved, in the order in which it would; at least one
 * @param findings what is wrong or odd, of all files
 * @param sharesNow expected share of all new unpinned work by provider, 0 to 1
 * @param sharesProposed the same with the edit; as now where it cannot be told
 * @param notes what is good to know before, one sentence each
 */
public record ProviderPreview(
    String provider,
    List<FileChange> files,
    List<Finding> findings,
    Map<String, Double> sharesNow,
    Map<String, Double> sharesProposed,
    List<String> notes) {

  public ProviderPreview {
    files = List.copyOf(files);
    findings = List.copyOf(findings);
    notes = List.copyOf(notes);
  }

  /**
   * A file that would be another.
   *
   * @param revision of the file as it is
   * @param lines what changes in it; empty where it stands so already
   */
  public record FileChange(String file, String revision, List<Line> lines) {
    public FileChange {
      lines = List.copyOf(lines);
    }
  }

  /** Whether nothing speaks against it. */
  public boolean accepted() {
    return findings.stream().noneMatch(Finding::refuses);
  }

  /** Whether a file would be another. */
  public boolean changes() {
    return files.stream().anyMatch(each -> !each.lines().isEmpty());
  }

  /** Those whose share of new work would be another. */
  public SortedSet<String> moved() {
    return ShareChanges.of(sharesNow, sharesProposed);
  }

  /** Whether traffic would move. */
  public boolean movesTraffic() {
    return !moved().isEmpty();
  }
}
