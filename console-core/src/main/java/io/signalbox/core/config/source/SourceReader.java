package io.signalbox.core.config.source;

import io.signalbox.core.config.Diagnostic;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON or YAML file into a {@link SourceNode}. CONTRACT SKELETON: the owner fills it in.
 */
public final class SourceReader {

  /** The largest file read, bytes. */
  public static final long MAX_BYTES = 16L * 1024 * 1024;

  /** The deepest nesting read. */
  public static final int MAX_DEPTH = 64;

  private SourceReader() {}

  /**
   * Reads a file; what is wrong with it is told by diagnostics (empty file, truncated, bad syntax,
   * duplicate keys, too deep, too large, not UTF-8), never by an exception.
   *
   * @param displayName the name used in locations
   */
  public static Parsed read(Path file, String displayName) {
    throw new UnsupportedOperationException();
  }

  /** Reads bytes already at hand; {@code displayName} decides JSON or YAML by its ending. */
  public static Parsed read(byte[] bytes, String displayName) {
    throw new UnsupportedOperationException();
  }

  /**
   * @param root null when the file could not be read at all
   */
  public record Parsed(@Nullable SourceNode root, List<Diagnostic> diagnostics) {}
}
