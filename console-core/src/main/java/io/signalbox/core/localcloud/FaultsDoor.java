package io.signalbox.core.localcloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The door {@code /_faults}: GET shows them, POST changes what a JSON object names, DELETE makes
 * all well again. {@code interrupt} in a POST, a list of ids, interrupts those spot machines. The
 * door {@code /_calls}: GET lists the latest calls, DELETE forgets them. Thread-safe.
 */
final class FaultsDoor implements HttpHandler {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String INTERRUPT = "interrupt";

  private final LocalCloud cloud;

  FaultsDoor(LocalCloud cloud) {
    this.cloud = cloud;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body =
          new String(exchange.getRequestBody().readNBytes(1024 * 1024), StandardCharsets.UTF_8);
      String asked = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
      try {
        send(exchange, 200, answer(asked, body));
      } catch (IllegalArgumentException wrong) {
        var error = JSON.createObjectNode().put("error", wrong.getMessage());
        send(exchange, 400, error.toPrettyString());
      }
    }
  }

  private String answer(String asked, String body) {
    switch (asked) {
      case "GET /_faults" -> {}
      case "POST /_faults" -> change(body);
      case "DELETE /_faults" -> cloud.faults().clear();
      case "GET /_calls" -> {
        return calls();
      }
      case "DELETE /_calls" -> {
        cloud.forgetCalls();
        return calls();
      }
      default ->
          throw new IllegalArgumentException(
              asked + ": expected GET, POST or DELETE of /_faults, or GET or DELETE of /_calls");
    }
    return cloud.faults().json();
  }

  private void change(String body) {
    try {
      if (!(JSON.readTree(body) instanceof ObjectNode given)) {
        throw new IllegalArgumentException("Expected a JSON object");
      }
      var interrupted = given.remove(INTERRUPT);
      if (interrupted != null && !interrupted.isArray()) {
        throw new IllegalArgumentException(INTERRUPT + ": expected a list of ids");
      }
      cloud.faults().merge(given.toString());
      if (interrupted != null) {
        interrupted.forEach(id -> cloud.interrupt(id.asText()));
      }
    } catch (JsonProcessingException broken) {
      throw new IllegalArgumentException(broken.getOriginalMessage(), broken);
    }
  }

  private String calls() {
    var list = JSON.createArrayNode();
    for (Call call : cloud.calls()) {
      var each =
          list.addObject()
              .put("at", call.at().toString())
              .put("service", call.service())
              .put("region", call.region())
              .put("action", call.action());
      each.set("parameters", JSON.valueToTree(call.parameters()));
      each.put("outcome", call.outcome()).put("requestId", call.requestId());
    }
    return list.toPrettyString();
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = (json + "\n").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
