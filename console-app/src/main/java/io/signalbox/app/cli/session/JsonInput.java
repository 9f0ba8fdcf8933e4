package io.signalbox.app.cli.session;

import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.config.source.SourceReader;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.file.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON given by {@code --data}, {@code -f FILE}, {@code -f -} or piped input. Comments with
 * {@code #} are understood, as in the guide's examples. The limits are those of every file, see
 * {@link SourceReader}; a key twice is an error.
 */
public final class JsonInput {

  private JsonInput() {}

  /**
   * The input of a verb; null when none was given to a verb that needs none.
   *
   * @param file a path, or {@code -} for standard input
   * @param needed whether piped input is read when neither file nor data is given
   * @throws SignalboxException INVALID_INPUT saying what is wrong and where
   */
  public static @Nullable Object read(
      @Nullable String file, @Nullable String data, CliContext context, boolean needed) {
    if (file != null && data != null) {
      throw Inputs.invalid("Give either -f or --data, not both", "--data", "");
    }
    if (data != null) {
      return text(data, "--data");
    }
    if (file != null && !file.equals("-")) {
      return parse(fileBytes(file), file);
    }
    if (file == null && (!needed || context.streams().inputIsTerminal())) {
      return null;
    }
    byte[] bytes = streamBytes(context.streams().in());
    return isBlank(bytes) ? null : parse(bytes, "standard input");
  }

  /** An object from {@code --data} or standard input. */
  public static Map<String, @Nullable Object> object(
      @Nullable String data, CliContext context, String what) {
    Object read = read(null, data, context, true);
    if (read == null) {
      throw Inputs.invalid(
          "There is no input: give " + what + " with --data or on standard input", "--data", "");
    }
    return asObject(read, what);
  }

  /** The value as an object. */
  @SuppressWarnings("unchecked") // made below
  public static Map<String, @Nullable Object> asObject(@Nullable Object value, String what) {
    if (value instanceof Map<?, ?> map) {
      return (Map<String, @Nullable Object>) map;
    }
    throw Inputs.invalid(
        "Expected " + what + " as a JSON object, found " + kind(value), "input", kind(value));
  }

  private static String kind(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case List<?> list -> "a list";
      case String text -> "a text";
      default -> value.toString();
    };
  }

  private static byte[] fileBytes(String file) {
    try {
      return InputFile.read(Path.of(file), SourceReader.MAX_BYTES);
    } catch (IOException | InvalidPathException e) {
      throw new SignalboxException(
          ErrorCode.INVALID_INPUT,
          "The file '" + file + "' cannot be read: " + reason(e),
          Map.of("file", file));
    }
  }

  private static String reason(Exception e) {
    return switch (e) {
      case NoSuchFileException missing -> "it does not exist";
      case AccessDeniedException denied -> "access is denied";
      case FileSystemException told when told.getReason() != null -> told.getReason();
      default -> e.getClass().getSimpleName();
    };
  }

  private static byte[] streamBytes(InputStream in) {
    try {
      byte[] bytes = in.readNBytes(Math.toIntExact(SourceReader.MAX_BYTES + 1));
      if (bytes.length > SourceReader.MAX_BYTES) {
        throw Inputs.invalid("standard input is larger than 16 MiB", "input", "standard input");
      }
      return bytes;
    } catch (IOException e) {
      throw Inputs.invalid("Standard input cannot be read: " + e.getMessage(), "input", "");
    }
  }

  private static boolean isBlank(byte[] bytes) {
    for (byte each : bytes) {
      if (each != ' ' && each != '\t' && each != '\r' && each != '\n') {
        return false;
      }
    }
    return true;
  }

  /** A JSON value that was typed. */
  public static @Nullable Object text(String text, String where) {
    return parse(text.getBytes(StandardCharsets.UTF_8), where);
  }

  /** A value as people type it: JSON, or plain text that needs no quotes. */
  public static @Nullable Object typed(String text) {
    boolean json =
        text.matches("(?s)\\s*[\\[{\"].*|true|false|null|-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    return json ? text(text, "VALUE") : text;
  }

  private static @Nullable Object parse(byte[] bytes, String where) {
    SourceReader.Parsed parsed = SourceReader.readTyped(bytes, where);
    for (Diagnostic each : parsed.diagnostics()) {
      if (each.severity() == Diagnostic.Severity.ERROR) {
        throw refused(each, where);
      }
    }
    return Objects.requireNonNull(parsed.root()).toValue();
  }

  private static SignalboxException refused(Diagnostic found, String where) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("source", where);
    details.put("problem", found.code());
    if (found.location() != null) {
      details.put("line", found.location().line());
      details.put("column", found.location().column());
    }
    String hint = found.hint().isEmpty() ? "" : "; " + found.hint();
    return new SignalboxException(ErrorCode.INVALID_INPUT, found.message() + hint, details);
  }
}
