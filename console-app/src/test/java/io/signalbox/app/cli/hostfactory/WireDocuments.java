package io.signalbox.app.cli.hostfactory;

import io.signalbox.app.cli.session.CliContext;
import io.signalbox.app.cli.session.JsonInput;
import io.signalbox.app.cli.session.JsonOptions;
import io.signalbox.app.cli.session.Streams;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads documents of schedulers as the verbs do, with no folder open. */
public final class WireDocuments {

  private WireDocuments() {}

  /** Whether a document is one of those that the verbs take. */
  public static boolean takes(byte[] document) {
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    CliContext context =
        new CliContext(
            new Streams(
                new ByteArrayInputStream(document), nowhere, nowhere, Map.of(), false, false));
    try {
      Map<String, @Nullable Object> input = WireInput.required(new JsonOptions(), context, "{}");
      if (input.containsKey("requests")) {
        each(input, "requests", "requestId");
      } else if (input.containsKey("machines")) {
        each(input, "machines", "machineId");
      } else {
        request(input);
      }
      return true;
    } catch (SignalboxException e) {
      if (e.code() == ErrorCode.INTERNAL_ERROR || String.valueOf(e.getMessage()).length() > 2_500) {
        throw new AssertionError(e);
      }
      return false;
    }
  }

  private static void each(Map<String, @Nullable Object> input, String list, String id) {
    for (Object item : WireInput.items(WireInput.field(input, list), list)) {
      if (!(item instanceof String)) {
        WireInput.text(JsonInput.asObject(item, "one of " + list), id, "One of " + list);
      }
    }
  }

  private static void request(Map<String, @Nullable Object> input) {
    Object nested = input.get("template");
    Map<String, @Nullable Object> template =
        nested == null ? input : JsonInput.asObject(nested, "template");
    WireInput.text(template, "templateId", "The template");
    WireInput.count(WireInput.field(template, "machineCount"), "machineCount");
  }
}
