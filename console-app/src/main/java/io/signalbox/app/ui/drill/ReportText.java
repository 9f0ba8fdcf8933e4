package io.signalbox.app.ui.drill;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
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
      write(out, report);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator out, DrillReport report) throws IOException {
    out.writeStartObject();
    out.writeStringField("scenario", report.scenario());
    out.writeNumberField("operations", report.operations());
    out.writeNumberField("succeeded", report.succeeded());
    number(out, "success_percent", report.successPercent());
    out.writeNumberField("degraded", report.degraded());
    number(out, "seconds_to_notice", report.secondsToNotice());
    number(out, "seconds_to_recover", report.secondsToRecover());
    numbers(out, "calls_by_provider", report.callsByProvider());
    numbers(out, "share_before", report.shareBefore());
    numbers(out, "share_during", report.shareDuring());
    numbers(out, "share_after", report.shareAfter());
    out.writeNumberField("machines_asked", report.machinesAsked());
    out.writeNumberField("machines_got", report.machinesGot());
    out.writeNumberField("machines_duplicated", report.machinesDuplicated());
    out.writeArrayFieldStart("findings");
    for (String finding : report.findings()) {
      out.writeString(finding);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void numbers(JsonGenerator out, String name, Map<String, ? extends Number> values)
      throws IOException {
    out.writeObjectFieldStart(name);
    for (Map.Entry<String, ? extends Number> each : values.entrySet()) {
      number(out, each.getKey(), each.getValue());
    }
    out.writeEndObject();
  }

  private static void number(JsonGenerator out, String name, @Nullable Number value)
      throws IOException {
    if (value == null || !Double.isFinite(value.doubleValue())) {
      out.writeNullField(name);
    } else if (value instanceof Long whole) {
      out.writeNumberField(name, whole);
    } else {
      out.writeNumberField(name, value.doubleValue());
    }
  }
}
