package io.signalbox.app.cli.session;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON given by {@code --data}, {@code -f FILE}, {@code -f -} or piped input. Comments with
 * {@code #} are understood, as in the guide's examples. At most 16 MiB and 64 deep; a key twice is
 * an error.
 */
public final class JsonInput {

  private static final int MAX_BYTES = 16 * 1024 * 1024;
  private static final int DEEPEST = 64;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(JsonReadFeature.ALLOW_YAML_COMMENTS)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .build();

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
      return parse(data, "--data");
    }
    if (file != null && !file.equals("-")) {
      return parse(fileText(file), file);
    }
    if (file == null && (!needed || context.streams().inputIsTerminal())) {
      return null;
    }
    String text = streamText(context.streams().in());
    return text.isBlank() ? null : parse(text, "standard input");
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

  private static String fileText(String file) {
    try {
      Path path = Path.of(file);
      if (Files.isRegularFile(path) && Files.size(path) > MAX_BYTES) {
        throw tooLarge(file);
      }
      return Files.readString(path, StandardCharsets.UTF_8);
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
      case CharacterCodingException coding -> "it is not UTF-8";
      default -> e.getClass().getSimpleName();
    };
  }

  private static String streamText(InputStream in) {
    try {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw tooLarge("standard input");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw Inputs.invalid("Standard input cannot be read: " + e.getMessage(), "input", "");
    }
  }

  private static SignalboxException tooLarge(String where) {
    return Inputs.invalid(where + " is larger than 16 MiB", "input", where);
  }

  /** A JSON value that was typed. */
  public static @Nullable Object text(String text, String where) {
    return parse(text, where);
  }

  private static @Nullable Object parse(String text, String where) {
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() == null) {
        throw Inputs.invalid(where + " is empty, expected JSON", "input", where);
      }
      Object value = value(parser);
      if (parser.nextToken() != null) {
        throw Inputs.invalid(
            where
                + " goes on after the JSON value, line "
                + parser.currentTokenLocation().getLineNr(),
            "input",
            where);
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new SignalboxException(
          ErrorCode.INVALID_INPUT,
          where
              + " is not valid JSON, line "
              + e.getLocation().getLineNr()
              + " column "
              + e.getLocation().getColumnNr()
              + ": "
              + e.getOriginalMessage(),
          Map.of(
              "source",
              where,
              "line",
              e.getLocation().getLineNr(),
              "column",
              e.getLocation().getColumnNr()));
    } catch (IOException e) {
      throw Inputs.invalid(where + " cannot be read: " + e.getMessage(), "input", where);
    }
  }

  private static @Nullable Object value(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          map.put(name, value(parser));
        }
        yield map;
      }
      case START_ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(parser));
        }
        yield list;
      }
      case VALUE_NULL -> null;
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      case VALUE_NUMBER_INT -> parser.getNumberValue();
      case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
      default -> parser.getText();
    };
  }
}
