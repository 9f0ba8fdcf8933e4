package io.signalbox.core.template;

import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.config.source.SourceNode;
import io.signalbox.core.config.source.SourceNode.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One template file as last looked at. Immutable.
 *
 * @param stamp size and time, to see a change without reading
 * @param bytes on disk
 * @param sha256 of those bytes
 * @param root of the version in force; null when there never was a good one
 * @param entries of the version in force, by id
 * @param inForceSince when that version was read
 * @param problems of the version on disk; errors among them mean an older version is in force
 */
record LoadedFile(
    String name,
    String stamp,
    byte[] bytes,
    String sha256,
    @Nullable SourceNode root,
    Map<String, ObjectNode> entries,
    Instant inForceSince,
    boolean broken,
    List<Diagnostic> problems) {

  String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
