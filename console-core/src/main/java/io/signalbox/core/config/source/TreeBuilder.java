package io.signalbox.core.config.source;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.signalbox.core.config.source.SourceNode.ArrayNode;
import io.signalbox.core.config.source.SourceNode.Field;
import io.signalbox.core.config.source.SourceNode.ObjectNode;
import io.signalbox.core.config.source.SourceNode.ScalarNode;
import io.signalbox.core.config.source.SourceReader.Parsed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds the tree of one file from its tokens. Used once, by one thread. */
final class TreeBuilder {

  private final JsonParser parser;
  private final String file;
  private final boolean yaml;
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private int depth;
  private int keys;
  private int itemCount;
  private int duplicates;

  TreeBuilder(JsonParser parser, String file, boolean yaml) {
    this.parser = parser;
    this.file = file;
    this.yaml = yaml;
  }

  Parsed build() throws IOException {
    try {
      JsonToken first = parser.nextToken();
      if (first == null) {
        return failed("FILE_EMPTY", file + " is empty", null, "Write at least {}");
      }
      SourceNode root = value(first);
      JsonToken more = parser.nextToken();
      if (more != null) {
        Location at = here();
        return failed(
            "TRAILING_CONTENT",
            at + ": more text after the end of the document",
            at,
            "Remove it, or close the document later");
      }
      return new Parsed(root, diagnostics);
    } catch (Stopped stopped) {
      diagnostics.add(stopped.diagnostic);
      return new Parsed(null, diagnostics);
    } catch (JsonEOFException e) {
      Location at = place(e.getLocation());
      return failed(
          "FILE_TRUNCATED",
          at + ": the file ends before its document does",
          at,
          "Close what is open, or restore the file");
    } catch (JsonProcessingException e) {
      Location at = place(e.getLocation());
      return failed("SYNTAX_ERROR", at + ": " + firstLine(e.getOriginalMessage()), at, "");
    } catch (IOException e) {
      // The YAML scanner throws its own type for some broken input.
      Location at = here();
      return failed("SYNTAX_ERROR", at + ": " + firstLine(e.getMessage()), at, "");
    } catch (org.yaml.snakeyaml.error.YAMLException e) {
      Location at = here();
      return failed("SYNTAX_ERROR", at + ": " + firstLine(e.getMessage()), at, "");
    }
  }

  private SourceNode value(JsonToken token) throws IOException {
    Location at = here();
    if (yaml && ((YAMLParser) parser).isCurrentAlias()) {
      throw stop(
          "YAML_ALIAS", at, "aliases (*name) are not read", "Write the value where it is used");
    }
    return switch (token) {
      case START_OBJECT -> object(at);
      case START_ARRAY -> array(at);
      case VALUE_STRING -> new ScalarNode(at, parser.getText());
      case VALUE_TRUE -> new ScalarNode(at, Boolean.TRUE);
      case VALUE_FALSE -> new ScalarNode(at, Boolean.FALSE);
      case VALUE_NULL -> new ScalarNode(at, null);
      case VALUE_NUMBER_INT -> {
        checkDigits(at);
        yield new ScalarNode(at, whole());
      }
      case VALUE_NUMBER_FLOAT -> {
        checkDigits(at);
        yield new ScalarNode(at, parser.getDoubleValue());
      }
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
          throw stop("SYNTAX_ERROR", at, "unexpected " + token, "");
    };
  }

  private void checkDigits(Location at) throws IOException {
    // Signs, the point and the exponent's letter come on top.
    int max = SourceReader.MAX_DIGITS;
    int length = parser.getTextLength();
    if (length > max + 4
        || (length > max && parser.getText().chars().filter(Character::isDigit).count() > max)) {
      throw stop(
          "NUMBER_TOO_LONG",
          at,
          "a number of more than " + SourceReader.MAX_DIGITS + " digits",
          "Write it shorter, or as text in quotes");
    }
  }

  private Object whole() throws IOException {
    return switch (parser.getNumberType()) {
      case INT, LONG -> parser.getLongValue();
      case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> parser.getBigIntegerValue();
    };
  }

  private SourceNode object(Location at) throws IOException {
    enter(at);
    Map<String, Field> fields = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      Location keyAt = here();
      checkCount(++keys, "keys", keyAt);
      SourceNode value = value(parser.nextToken());
      Field first = fields.putIfAbsent(key, new Field(keyAt, value));
      if (first != null && ++duplicates <= SourceReader.MAX_TOLD) {
        diagnostics.add(
            Diagnostic.error(
                "DUPLICATE_KEY",
                "%s: '%s' stands here again, first at %s; the first counts"
                    .formatted(keyAt, key, first.keyLocation()),
                keyAt,
                key,
                "Remove one of the two"));
      }
    }
    depth--;
    return new ObjectNode(at, fields);
  }

  private SourceNode array(Location at) throws IOException {
    enter(at);
    List<SourceNode> items = new ArrayList<>();
    JsonToken token = parser.nextToken();
    while (token != JsonToken.END_ARRAY) {
      checkCount(++itemCount, "list items", here());
      items.add(value(token));
      token = parser.nextToken();
    }
    depth--;
    return new ArrayNode(at, items);
  }

  private void enter(Location at) {
    if (++depth > SourceReader.MAX_DEPTH) {
      throw stop("TOO_DEEP", at, "nested deeper than " + SourceReader.MAX_DEPTH, "Flatten it");
    }
  }

  private static void checkCount(int count, String what, Location at) {
    if (count > SourceReader.MAX_VALUES) {
      throw stop(
          "TOO_MANY_VALUES",
          at,
          "more than %,d %s in one file".formatted(SourceReader.MAX_VALUES, what),
          "Split the file, or take out what is not needed");
    }
  }

  private static Stopped stop(String code, Location at, String what, String hint) {
    return new Stopped(Diagnostic.error(code, at + ": " + what, at, "", hint));
  }

  private Location here() {
    return place(parser.currentTokenLocation());
  }

  private Location place(@Nullable JsonLocation location) {
    return location == null
        ? new Location(file, 1, 1)
        : new Location(
            file, Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
  }

  private Parsed failed(String code, String message, @Nullable Location at, String hint) {
    diagnostics.add(Diagnostic.error(code, message, at, "", hint));
    return new Parsed(null, diagnostics);
  }

  private static String firstLine(@Nullable String message) {
    return message == null ? "cannot be read" : message.lines().findFirst().orElse("");
  }

  /** Ends the reading with one diagnostic; never leaves this class. */
  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Diagnostic diagnostic;

    Stopped(Diagnostic diagnostic) {
      super(diagnostic.message(), null, false, false);
      this.diagnostic = diagnostic;
    }
  }
}
