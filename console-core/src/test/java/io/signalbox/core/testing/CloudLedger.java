package io.signalbox.core.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a cloud on loopback has by the ledger that it keeps on disk, whatever it answers to whom.
 * Thread-safe; in any process.
 */
public final class CloudLedger {

  private static final JsonMapper JSON = new JsonMapper();

  /** When a fleet or group was deleted that was not. */
  private static final String NEVER = Instant.EPOCH.toString();

  private final Path file;

  /**
   * @param folder of the cloud
   */
  public CloudLedger(Path folder) {
    this.file = folder.resolve("ledger.jsonl");
  }

  /** Machines of a region that nobody and nothing has ended. */
  public List<String> machines(String region) {
    return left("machine", region).entrySet().stream()
        .filter(each -> each.getValue().path("ending").isEmpty())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Fleets and groups of a region that were not deleted, with machines or without. */
  public List<String> groups(String region) {
    return left("group", region).entrySet().stream()
        .filter(each -> each.getValue().path("ended").asText(NEVER).equals(NEVER))
        .map(Map.Entry::getKey)
        .toList();
  }

  public List<String> launchTemplates(String region) {
    return List.copyOf(left("template", region).keySet());
  }

  private Map<String, JsonNode> left(String kind, String region) {
    Map<String, JsonNode> left = new LinkedHashMap<>();
    try {
      String text = Files.readString(file);
      // A line counts once its end is written.
      for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
        for (JsonNode change : JSON.readTree(line)) {
          if (change.path("kind").asText().equals(kind)
              && change.path("region").asText().equals(region)) {
            JsonNode value = change.path("value");
            if (value.isNull() || value.isMissingNode()) {
              left.remove(change.path("id").asText());
            } else {
              left.put(change.path("id").asText(), value);
            }
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return left;
  }
}
