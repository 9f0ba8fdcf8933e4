package io.signalbox.app.ui.drill;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.signalbox.app.report.DrillDocument;
import io.signalbox.core.drill.DrillReport;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A report as it is copied. Stateless. */
final class ReportText {

  private ReportText() {}

  /** The verb that plays the same drill and writes its report. */
  static String cli(String scenario) {
    return "signalbox ops drill " + scenario + " --report " + scenario + ".json";
  }

  /** Indented JSON; what was not measured is null. */
  static String json(DrillReport report) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
      DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
      DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
      printer.indentObjectsWith(indenter);
      printer.indentArraysWith(indenter);
      out.setPrettyPrinter(printer);
      write(out, DrillDocument.of(report));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator out, @Nullable Object value) throws IOException {
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
      case Long whole -> out.writeNumber(whole);
      case Number number when Double.isFinite(number.doubleValue()) ->
          out.writeNumber(number.doubleValue());
      case Number unknown -> out.writeNull();
      default -> out.writeString(value.toString());
    }
  }
}
