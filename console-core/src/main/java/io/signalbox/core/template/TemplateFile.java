package io.signalbox.core.template;

import java.time.Instant;
import java.util.List;

/**
 * A template file as the viewer shows it.
 *
 * @param layer where it acts
 * @param text as on disk now
 * @param inForceSince when the version in force was read
 * @param broken why the version on disk is not the one in force; empty if it is
 * @param revision changes with every edit; saving must name it
 */
public record TemplateFile(
    String name, Layer layer, String text, Instant inForceSince, String broken, String revision) {

  /** The text's lines, without line ends. */
  public List<String> lines() {
    return text.lines().toList();
  }
}
