package io.signalbox.core.provider.simulated;

import io.signalbox.core.json.Fields;
import io.signalbox.core.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How entries stand in the ledger: one JSON object a line, {@code op} says which. Stateless. */
final class LedgerLines {

  private LedgerLines() {}

  /** With its line end. */
  static byte[] encode(LedgerEntry entry) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    if (entry instanceof LedgerEntry.Launch launch) {
      fields.put("op", "launch");
      fields.put("at", launch.at());
      fields.put("key", launch.key());
      fields.put("asked", launch.asked());
      fields.put("resourceId", launch.resourceId());
      fields.put("machines", launch.machines().stream().map(LedgerLines::fields).toList());
    } else if (entry instanceof LedgerEntry.Termination termination) {
      fields.put("op", "terminate");
      fields.put("at", termination.at());
      fields.put("ids", termination.ids());
      fields.put("goneAt", termination.goneAt());
    } else if (entry instanceof LedgerEntry.Forgotten forgotten) {
      fields.put("op", "forgotten");
      fields.put("at", forgotten.at());
      fields.put("machines", forgotten.machines());
    }
    return (Json.write(fields) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, @Nullable Object> fields(LedgerMachine machine) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("id", machine.id());
    fields.put("name", machine.name());
    fields.put("type", machine.type());
    fields.put("priceType", machine.priceType());
    fields.put("units", machine.units());
    fields.put("privateAddress", machine.privateAddress());
    if (machine.publicAddress() != null) {
      fields.put("publicAddress", machine.publicAddress());
    }
    fields.put("tags", machine.tags());
    fields.put("createdAt", machine.createdAt());
    fields.put("runningAt", machine.runningAt());
    fields.put("listedAt", machine.listedAt());
    fields.put("terminatedBy", machine.terminatedBy());
    fields.put("goneAt", machine.goneAt());
    return fields;
  }

  /**
   * Reads a line.
   *
   * @throws IOException if it is none of a ledger
   */
  static LedgerEntry decode(byte[] bytes, int from, int count) throws IOException {
    Fields fields = new Fields(Json.readObject(bytes, from, count));
    long at = fields.number("at");
    return switch (fields.text("op")) {
      case "launch" ->
          new LedgerEntry.Launch(
              at,
              fields.text("key"),
              fields.count("asked", 0),
              fields.text("resourceId"),
              fields.objects("machines").stream().map(LedgerLines::machine).toList());
      case "terminate" ->
          new LedgerEntry.Termination(
              at, List.copyOf(fields.texts("ids")), fields.number("goneAt"));
      case "forgotten" -> new LedgerEntry.Forgotten(at, fields.number("machines"));
      default -> throw new IOException("No entry of a ledger: op is '" + fields.text("op") + "'");
    };
  }

  private static LedgerMachine machine(Fields fields) {
    Map<String, String> tags = new LinkedHashMap<>();
    Fields given = fields.object("tags");
    if (given != null) {
      given.values().keySet().forEach(name -> tags.put(name, given.text(name)));
    }
    return new LedgerMachine(
        fields.text("id"),
        fields.text("name"),
        fields.text("type"),
        fields.text("priceType"),
        fields.count("units", 0),
        fields.text("privateAddress"),
        fields.textOrNull("publicAddress"),
        tags,
        fields.number("createdAt"),
        fields.number("runningAt"),
        fields.number("listedAt"),
        fields.number("terminatedBy"),
        fields.number("goneAt"));
  }
}
