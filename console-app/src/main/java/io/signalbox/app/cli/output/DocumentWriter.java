package io.signalbox.app.cli.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactoryBuilder;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.signalbox.app.report.Csv;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.log.VisibleJson;
import io.signalbox.core.log.VisibleText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;

/**
 * Writes documents made of maps, iterables and scalars as JSON, CSV or YAML. A number that is not
 * finite is written as null: no data is a gap. Secrets are struck out of every text.
 */
public final class DocumentWriter {

  private static final JsonFactory JSON = VisibleJson.factory();

  private DocumentWriter() {}

  /** Indented JSON, without a line end. */
  public static String json(@Nullable Object document) {
    StringWriter text = new StringWriter();
    json(document, text);
    return text.toString();
  }

  /**
   * Writes indented JSON, without a line end, as it is made: a long answer is never in memory as a
   * whole. Flushes and does not close.
   */
  public static void json(@Nullable Object document, Writer to) {
    try (JsonGenerator generator = JSON.createGenerator(to)) {
      generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
      generator.setPrettyPrinter(
          new DefaultPrettyPrinter()
              .withObjectIndenter(indenter)
              .withArrayIndenter(indenter)
              .withSeparators(
                  com.fasterxml.jackson.core.util.Separators.createDefaultInstance()
                      .withObjectFieldValueSpacing(
                          com.fasterxml.jackson.core.util.Separators.Spacing.AFTER)
                      .withObjectEmptySeparator("")
                      .withArrayEmptySeparator("")));
      write(generator, document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** JSON on one line. */
  public static String compactJson(@Nullable Object document) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = JSON.createGenerator(text)) {
      write(generator, document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /**
   * Writes CSV with a header, each line ended: a line for each item of a list, or one. Flushes and
   * does not close.
   */
  public static void csv(@Nullable Object document, Writer to) {
    List<Map<?, ?>> rows = new ArrayList<>();
    if (document instanceof Iterable<?> items) {
      items.forEach(item -> rows.add(row(item)));
    } else {
      rows.add(row(document));
    }
    Set<Object> columns = new LinkedHashSet<>();
    rows.forEach(each -> columns.addAll(each.keySet()));
    try {
      to.write(Csv.line(columns));
      for (Map<?, ?> each : rows) {
        to.write(Csv.line(columns.stream().map(column -> cell(each.get(column))).toList()));
      }
      to.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<?, ?> row(@Nullable Object item) {
    return item instanceof Map<?, ?> map ? map : Map.of("value", item == null ? "" : item);
  }

  private static Object cell(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Map<?, ?> map -> map.isEmpty() ? "" : compactJson(map);
      case Iterable<?> items -> compactJson(items);
      case Double number when !Double.isFinite(number) -> "";
      case Number number -> number;
      default -> VisibleText.line(Secrets.ofProcess().strike(value.toString()));
    };
  }

  /** Writes YAML, ending with a line end, as it is made. Flushes and does not close. */
  public static void yaml(@Nullable Object document, Writer to) {
    YAMLFactoryBuilder builder =
        YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR);
    if (!isVisible(document)) {
      builder.dumperOptions(escaped());
    }
    try (JsonGenerator generator = builder.build().createGenerator(to)) {
      generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      write(generator, document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everything but ASCII is escaped, as in the rare document that hides something. */
  private static DumperOptions escaped() {
    DumperOptions options = new DumperOptions();
    options.setAllowUnicode(false);
    options.setIndicatorIndent(options.getIndent());
    options.setIndentWithIndicator(true);
    return options;
  }

  private static boolean isVisible(@Nullable Object value) {
    return switch (value) {
      case null -> true;
      case Map<?, ?> map ->
          isVisible(map.keySet()) && map.values().stream().allMatch(DocumentWriter::isVisible);
      case Iterable<?> items -> {
        for (Object item : items) {
          if (!isVisible(item)) {
            yield false;
          }
        }
        yield true;
      }
      // Line ends are YAML's own: it writes them as it must.
      default -> VisibleText.isPlain(value.toString().replace("\n", ""));
    };
  }

  /** A short list of scalars stands on one line of indented JSON. */
  private static boolean isLine(JsonGenerator generator, Iterable<?> items) {
    if (generator.getPrettyPrinter() == null || generator instanceof YAMLGenerator) {
      return false;
    }
    int length = 0;
    for (Object item : items) {
      if (item instanceof Map<?, ?> || item instanceof Iterable<?>) {
        return false;
      }
      length += String.valueOf(item).length() + 4;
      if (length > 100) {
        return false;
      }
    }
    return true;
  }

  private static String line(Iterable<?> items) {
    StringBuilder line = new StringBuilder("[");
    for (Object item : items) {
      line.append(line.length() > 1 ? ", " : "").append(compactJson(item));
    }
    return line.append(']').toString();
  }

  private static void write(JsonGenerator generator, @Nullable Object value) throws IOException {
    // A scheduler's documents have these alone, and a switch over types is linked at each start.
    if (value == null) {
      generator.writeNull();
    } else if (value instanceof Map<?, ?> map) {
      generator.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        generator.writeFieldName(Secrets.ofProcess().strike(String.valueOf(entry.getKey())));
        write(generator, entry.getValue());
      }
      generator.writeEndObject();
    } else if (value instanceof Iterable<?> items) {
      if (isLine(generator, items)) {
        generator.writeRawValue(line(items));
        return;
      }
      generator.writeStartArray();
      for (Object item : items) {
        write(generator, item);
      }
      generator.writeEndArray();
    } else if (value instanceof Boolean flag) {
      generator.writeBoolean(flag);
    } else if (value instanceof Integer || value instanceof Long) {
      generator.writeNumber(((Number) value).longValue());
    } else if (value instanceof Number number) {
      write(generator, number);
    } else {
      generator.writeString(Secrets.ofProcess().strike(value.toString()));
    }
  }

  private static void write(JsonGenerator generator, Number value) throws IOException {
    switch (value) {
      case Double d when !Double.isFinite(d) -> generator.writeNull();
      case Double d when d == Math.rint(d) && Math.abs(d) < 1e15 ->
          generator.writeNumber(d.longValue());
      case Double d -> generator.writeNumber(d);
      case BigDecimal d -> generator.writeNumber(d);
      case BigInteger i -> generator.writeNumber(i);
      default -> generator.writeNumber(value.longValue());
    }
  }
}
