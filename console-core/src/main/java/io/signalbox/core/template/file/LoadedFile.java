package io.signalbox.core.template.file;

import io.signalbox.core.config.source.Diagnostic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One template file as last looked at. Immutable.
 *
 * @param stamp size and time, to see a change without reading
 * @param bytes on disk
 * @param sha256 of those bytes
 * @param inForce the version in force; null when there never was a good one
 * @param inForceSince when that version was read
 * @param problems of the version on disk; errors among them mean an older version is in force
 */
public record LoadedFile(
    String name,
    String stamp,
    byte[] bytes,
    String sha256,
    @Nullable FileOutline inForce,
    Instant inForceSince,
    boolean broken,
    List<Diagnostic> problems) {

  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
