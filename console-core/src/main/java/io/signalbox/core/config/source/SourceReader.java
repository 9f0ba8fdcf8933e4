package io.signalbox.core.config.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.signalbox.core.file.InputFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads one JSON or YAML file into a {@link SourceNode}, with every place known. Stateless and
 * thread-safe.
 *
 * <p>Whatever is wrong with a file is told by diagnostics with the codes {@code FILE_MISSING},
 * {@code FILE_UNREADABLE}, {@code FILE_TOO_LARGE}, {@code LINE_TOO_LONG}, {@code FILE_EMPTY},
 * {@code NOT_UTF8}, {@code FILE_TRUNCATED}, {@code SYNTAX_ERROR}, {@code TOO_DEEP}, {@code
 * TOO_MANY_VALUES}, {@code NUMBER_TOO_LONG}, {@code NUMBER_TOO_LARGE}, {@code DUPLICATE_KEY},
 * {@code YAML_ALIAS} and {@code TRAILING_CONTENT}. What is read is bounded while it is read, so
 * that no file fills the memory before it is refused.
 */
public final class SourceReader {

  /** The largest file read, bytes. */
  public static final long MAX_BYTES = 16L * 1024 * 1024;

  /** The deepest nesting read. */
  public static final int MAX_DEPTH = 64;

  /**
   * The most keys one file may have, and the most items its lists may have together. Of a template
   * file these are entries: each entry has its own hundred thousand.
   */
  public static final int MAX_VALUES = 100_000;

  /** The most digits a number may have. */
  public static final int MAX_DIGITS = 100;

  /** The most duplicate keys told of one file. */
  private static final int MAX_TOLD = 100;

  /** The most duplicate keys told of one part of a file. */
  private static final int MAX_TOLD_OF_PART = 10;

  private static final Logger LOG = LoggerFactory.getLogger(SourceReader.class);

  private SourceReader() {}

  /** Reads a file. {@code displayName} is used in locations. Blocks. */
  public static Parsed read(Path file, String displayName) {
    try {
      return read(InputFile.read(file, MAX_BYTES), displayName);
    } catch (InputFile.TooLarge e) {
      return tooLarge(displayName, e.bytes());
    } catch (NoSuchFileException e) {
      return failed("FILE_MISSING", "There is no file " + file, null, "Create it");
    } catch (IOException e) {
      return failed(
          "FILE_UNREADABLE",
          "%s cannot be read: %s".formatted(displayName, e.getMessage()),
          null,
          e instanceof FileSystemException told && told.getReason() != null
              ? ""
              : "Check its permissions");
    }
  }

  /** Reads bytes already at hand; {@code displayName} decides JSON or YAML by its ending. */
  public static Parsed read(byte[] bytes, String displayName) {
    SourceNode plain = isYaml(displayName) ? null : PlainTree.of(bytes, displayName);
    return plain == null ? readByParser(bytes, displayName) : new Parsed(plain, List.of());
  }

  /** As {@link #read(byte[], String)}, by a parser in any case. */
  static Parsed readByParser(byte[] bytes, String displayName) {
    return read(bytes, displayName, isYaml(displayName) ? Parsers.YAML : Parsers.JSON);
  }

  /** Reads a document that was typed or piped: JSON, in which {@code #} begins a comment. */
  public static Parsed readTyped(byte[] bytes, String displayName) {
    SourceNode plain = PlainTree.of(bytes, displayName);
    return plain == null
        ? read(bytes, displayName, Parsers.COMMENTED_JSON)
        : new Parsed(plain, List.of());
  }

  private static Parsed read(byte[] bytes, String displayName, JsonFactory format) {
    List<Diagnostic> told = new ArrayList<>();
    AtomicReference<SourceNode> root = new AtomicReference<>();
    Optional<Diagnostic> failure =
        walk(
            bytes,
            displayName,
            format,
            tokens -> root.set(new TreeBuilder(tokens, told, MAX_TOLD).value(tokens.more())));
    failure.ifPresent(told::add);
    return new Parsed(failure.isPresent() ? null : root.get(), told);
  }

  /**
   * Reads one object or list of a file that a {@link #walk} has gone over.
   *
   * @param from its first byte, as {@link SourceTokens#begin} told it
   * @param to behind its last byte
   * @param at where it begins
   */
  public static Parsed readPart(byte[] bytes, int from, int to, Location at) {
    SourceNode plain = PlainTree.of(bytes, from, to, at);
    return plain == null ? readPartByParser(bytes, from, to, at) : new Parsed(plain, List.of());
  }

  /** As {@link #readPart}, by the parser in any case. */
  static Parsed readPartByParser(byte[] bytes, int from, int to, Location at) {
    List<Diagnostic> told = new ArrayList<>();
    try (JsonParser parser = Parsers.JSON.createParser(bytes, from, to - from)) {
      SourceTokens tokens = new SourceTokens(parser, false, at, from);
      return new Parsed(new TreeBuilder(tokens, told, MAX_TOLD_OF_PART).value(tokens.more()), told);
    } catch (IOException e) {
      throw new UncheckedIOException(at + " could be read before", e);
    }
  }

  /**
   * Goes over the one document of a file without keeping it; {@code displayName} decides JSON or
   * YAML by its ending. Empty where it could be read to its end.
   *
   * @param walk begins before the first token, of which there is one, and ends at the last of the
   *     document
   */
  public static Optional<Diagnostic> walk(
      byte[] bytes, String displayName, SourceTokens.Walk walk) {
    return walk(bytes, displayName, isYaml(displayName) ? Parsers.YAML : Parsers.JSON, walk);
  }

  private static Optional<Diagnostic> walk(
      byte[] bytes, String displayName, JsonFactory format, SourceTokens.Walk walk) {
    if (bytes.length > MAX_BYTES) {
      return tooLarge(displayName, bytes.length).diagnostics().stream().findFirst();
    }
    boolean yaml = format == Parsers.YAML;
    Optional<Diagnostic> unfit = TextCheck.of(bytes, displayName, yaml);
    if (unfit.isPresent()) {
      return unfit;
    }
    int from = TextCheck.begin(bytes);
    Location first = new Location(displayName, 1, 1);
    try (JsonParser parser = format.createParser(bytes, from, bytes.length - from)) {
      return walk(new SourceTokens(parser, yaml, first, from), walk);
    } catch (IOException e) {
      return Optional.of(unreadable(displayName, String.valueOf(e.getMessage())));
    } catch (RuntimeException e) {
      // A parser's own mistake over somebody's file must not end whoever watches that file.
      LOG.error("{} could not be read", displayName, e);
      return Optional.of(unreadable(displayName, e.toString()));
    }
  }

  private static Optional<Diagnostic> walk(SourceTokens tokens, SourceTokens.Walk walk) {
    try {
      tokens.walkWhole(walk);
      return Optional.empty();
    } catch (SourceTokens.Stopped stopped) {
      return Optional.of(stopped.diagnostic());
    } catch (JsonEOFException e) {
      return Optional.of(truncated(tokens.place(e.getLocation())));
    } catch (JsonProcessingException e) {
      // Between two members the parser tells a missing end as any other mistake.
      if (e.getOriginalMessage().startsWith("Unexpected end-of-input")) {
        return Optional.of(truncated(tokens.place(e.getLocation())));
      }
      Optional<Diagnostic> yaml = yamlProblem(tokens, e);
      return yaml.isPresent()
          ? yaml
          : Optional.of(syntax(tokens.place(e.getLocation()), e.getOriginalMessage()));
    } catch (IOException | YAMLException e) {
      // The YAML scanner throws its own types for some broken input.
      Optional<Diagnostic> yaml = yamlProblem(tokens, e);
      return yaml.isPresent() ? yaml : Optional.of(syntax(tokens.here(), e.getMessage()));
    }
  }

  /** What the YAML scanner found, and where; its message begins with what it was doing. */
  private static Optional<Diagnostic> yamlProblem(SourceTokens tokens, Throwable thrown) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (each instanceof MarkedYAMLException marked && marked.getProblem() != null) {
        Mark mark = marked.getProblemMark();
        Location at =
            mark == null
                ? tokens.here()
                : new Location(tokens.here().file(), mark.getLine() + 1, mark.getColumn() + 1);
        String doing = marked.getContext() == null ? "" : " " + marked.getContext();
        return Optional.of(syntax(at, marked.getProblem() + doing));
      }
    }
    return Optional.empty();
  }

  private static Diagnostic truncated(Location at) {
    return Diagnostic.error(
        "FILE_TRUNCATED",
        at + ": the file ends before its document does",
        at,
        "",
        "Close what is open, or restore the file");
  }

  private static Diagnostic syntax(Location at, @Nullable String message) {
    String line = message == null ? "" : message.lines().findFirst().orElse("");
    return Diagnostic.error(
        "SYNTAX_ERROR", at + ": " + (message == null ? "cannot be read" : line), at, "", "");
  }

  private static Diagnostic unreadable(String displayName, String why) {
    return Diagnostic.error(
        "FILE_UNREADABLE", displayName + " cannot be read: " + why, null, "", "");
  }

  private static Parsed tooLarge(String displayName, long size) {
    return failed(
        "FILE_TOO_LARGE",
        "%s has %,d bytes; at most %,d are read".formatted(displayName, size, MAX_BYTES),
        null,
        "Split it, or take out what is not needed");
  }

  /** Whether a file of this name is read as YAML; any other is JSON. */
  public static boolean isYaml(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".yaml") || lower.endsWith(".yml");
  }

  private static Parsed failed(
      String code, String message, @Nullable Location location, String hint) {
    return new Parsed(null, List.of(Diagnostic.error(code, message, location, "", hint)));
  }

  /**
   * @param root null when the file could not be read at all
   */
  public record Parsed(@Nullable SourceNode root, List<Diagnostic> diagnostics) {
    public Parsed {
      diagnostics = List.copyOf(diagnostics);
    }

    /** Whether something makes the whole file unusable; duplicate keys do not. */
    public boolean broken() {
      return root == null;
    }
  }
}
