package io.signalbox.app.cli.requests;

import io.signalbox.app.cli.output.Doc;
import io.signalbox.app.cli.output.Table;
import io.signalbox.app.cli.output.Texts;
import io.signalbox.core.provider.ApiCall;
import io.signalbox.core.request.RequestCall;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The calls of clouds' APIs that a request made. */
final class CallDocs {

  private CallDocs() {}

  static List<Map<String, @Nullable Object>> documents(List<RequestCall> calls) {
    return calls.stream().map(CallDocs::document).toList();
  }

  private static Map<String, @Nullable Object> document(RequestCall made) {
    ApiCall call = made.call();
    return Doc.start()
        .put("at", call.at())
        .put("provider", made.provider())
        .put("attempt", made.attempt() == 0 ? null : made.attempt())
        .put("action", call.action())
        .put("region", call.region().isEmpty() ? null : call.region())
        .put("took_ms", millis(call))
        .put("request_id", call.reference())
        .put("success", call.succeeded())
        .put("code", call.code())
        .put("message", call.message())
        .put("retries", call.retries())
        .map();
  }

  private static double millis(ApiCall call) {
    return call.took().toNanos() / 1_000 / 1_000.0;
  }

  static String text(List<RequestCall> calls) {
    if (calls.isEmpty()) {
      return "";
    }
    Table table =
        Table.of("AT", "CALL", "PROVIDER", ">MS", ">RETRIES", "OUTCOME", "ITS REQUEST ID");
    for (RequestCall made : calls) {
      ApiCall call = made.call();
      table.row(
          call.at(),
          call.action() + (call.region().isEmpty() ? "" : " " + call.region()),
          made.provider(),
          Texts.millis(millis(call)),
          call.retries(),
          call.succeeded() ? "done" : "! " + call.code(),
          call.reference());
    }
    return "\n" + table.render();
  }
}
