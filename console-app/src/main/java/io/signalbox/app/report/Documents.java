package io.signalbox.app.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.log.VisibleJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Documents made of maps, iterables and scalars as indented JSON; what was not measured is null,
 * and secrets are struck out of every text. Stateless.
 */
public final class Documents {

  private Documents() {}

  public static String json(@Nullable Object document) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = generator(text)) {
      write(out, document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** The same on one line. */
  public static String line(@Nullable Object document) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = VisibleJson.factory().createGenerator(text)) {
      write(out, document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** Writes indented JSON; flushes and closes {@code to} with itself. */
  public static JsonGenerator generator(Writer to) throws IOException {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(indenter);
    printer.indentArraysWith(indenter);
    JsonGenerator out = VisibleJson.factory().createGenerator(to);
    out.setPrettyPrinter(printer);
    return out;
  }

  /** One value of a document. */
  public static void write(JsonGenerator out, @Nullable Object value) throws IOException {
    switch (value) {
      case null -> out.writeNull();
      case Map<?, ?> map -> {
        out.writeStartObject();
        for (Map.Entry<?, ?> each : map.entrySet()) {
          out.writeFieldName(String.valueOf(each.getKey()));
          write(out, each.getValue());
        }
        out.writeEndObject();
      }
      case Iterable<?> items -> {
        out.writeStartArray();
        for (Object each : items) {
          write(out, each);
        }
        out.writeEndArray();
      }
      case Boolean flag -> out.writeBoolean(flag);
      case Integer whole -> out.writeNumber(whole);
      case Long whole -> out.writeNumber(whole);
      case Number number when Double.isFinite(number.doubleValue()) ->
          out.writeNumber(number.doubleValue());
      case Number unknown -> out.writeNull();
      default -> out.writeString(Secrets.ofProcess().strike(value.toString()));
    }
  }
}
