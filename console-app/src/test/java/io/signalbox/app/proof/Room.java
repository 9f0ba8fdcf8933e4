package io.signalbox.app.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A configuration folder with three simulated clouds that lose replies, list late and lack
 * capacity, as a seed has it; and the clouds' own books, which nobody but the clouds writes.
 */
record Room(Path folder, Path scratch, Kind kind, String faults) {

  private static final JsonMapper JSON = new JsonMapper();

  /** How a request is routed. */
  enum Kind {
    SINGLE(
        """
        {"kind": "failover", "mode": "CIRCUIT_BREAKER", "members": ["east"]}\
        """),
    CHAIN(
        """
        {"kind": "failover", "mode": "CIRCUIT_BREAKER", "members": ["east", "west", "north"]}\
        """),
    BALANCED(
        """
        {"kind": "balance", "algorithm": "WEIGHTED_ROUND_ROBIN", "members": ["east", "west", "north"],
         "weights": {"east": 3, "west": 2, "north": 1}}\
        """),
    COMPOSED(
        """
        {"kind": "compose", "mode": "REDUNDANT", "aggregation_policy": "BEST_PERFORMANCE",
         "members": ["east", "west", "north"]}\
        """);

    private final String root;

    Kind(String root) {
      this.root = root;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @param deadline of its requests, whole seconds
   */
  static Room make(Path parent, Kind kind, Duration deadline, SplittableRandom random)
      throws IOException {
    Path scratch = Files.createTempDirectory(parent, kind.word());
    Path folder = Files.createDirectory(scratch.resolve("config"));
    List<String> clouds = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    for (String name : List.of("east", "west", "north")) {
      int lost = random.nextInt(3) * 35;
      int lag = random.nextInt(3) * 1_500;
      int capacity = random.nextInt(3) == 0 ? 1 + random.nextInt(2) : 100;
      faults.add(name + " lost " + lost + " %, lag " + lag + " ms, capacity " + capacity);
      clouds.add(
          String.format(
              Locale.ROOT,
              """
              {"name": "%s", "type": "simulated", "simulates": "aws", "config": {
                "latency": {"kind": "uniform", "mean_ms": 80}, "launch_time_ms": 700,
                "lost_reply_percent": %d, "listing_lag_ms": %d, "capacity": {"*": %d}}}
              """,
              name,
              lost,
              lag,
              capacity));
    }
    Files.writeString(
        folder.resolve("config.json"),
        String.format(
            Locale.ROOT,
            """
            {"environment": "proof", "provider": {
              "strategy": {"failover_enabled": true},
              "routing": {"root": "all", "strategies": {"all": %s}},
              "providers": [%s]}, "request": {"default_timeout": %d}}
            """,
            kind.root,
            String.join(",", clouds),
            deadline.toSeconds()));
    Files.writeString(
        folder.resolve("templates.json"),
        """
        {"templates": [{"template_id": "web", "provider_api": "RunInstances", "instance_type": "m5.large",
          "image_id": "ami-1", "max_instances": 10, "allow_failover": true}]}
        """);
    return new Room(folder, scratch, kind, String.join("; ", faults));
  }

  /** Machines that live in the clouds: launched, and no termination accepted. */
  Set<String> alive() throws IOException {
    Set<String> alive = new LinkedHashSet<>();
    for (Path book : books()) {
      String cloud = book.getFileName().toString().replace(".ledger.jsonl", "");
      Map<String, Boolean> machines = new LinkedHashMap<>();
      for (JsonNode line : lines(book)) {
        line.path("machines")
            .forEach(each ->
                machines.put(each.path("id").asText(), each.path("terminatedBy").asLong() == 0));
        line.path("ids").forEach(id -> machines.computeIfPresent(id.asText(), (m, was) -> false));
      }
      machines.forEach((id, lives) -> {
        if (lives) {
          alive.add(cloud + "/" + id);
        }
      });
    }
    return alive;
  }

  /** Makes every machine older, so that no grace has to be waited for. */
  void age(Duration by) throws IOException {
    for (Path book : books()) {
      StringBuilder older = new StringBuilder();
      for (JsonNode line : lines(book)) {
        age((ObjectNode) line, List.of("at", "goneAt"), by);
        for (JsonNode machine : line.path("machines")) {
          age(
              (ObjectNode) machine,
              List.of("createdAt", "runningAt", "listedAt", "terminatedBy", "goneAt"),
              by);
        }
        older.append(JSON.writeValueAsString(line)).append('\n');
      }
      Path next = book.resolveSibling("older");
      Files.writeString(next, older.toString());
      Files.move(next, book, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void age(ObjectNode node, Collection<String> fields, Duration by) {
    for (String field : fields) {
      long at = node.path(field).asLong();
      if (at != 0) {
        node.put(field, at - by.toMillis());
      }
    }
  }

  private List<Path> books() throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(each -> each.toString().endsWith(".ledger.jsonl")).toList();
    }
  }

  /** A line counts once its end is written. */
  private static List<JsonNode> lines(Path book) throws IOException {
    String text = Files.readString(book);
    List<JsonNode> lines = new ArrayList<>();
    Iterator<String> whole = text.substring(0, text.lastIndexOf('\n') + 1).lines().iterator();
    while (whole.hasNext()) {
      lines.add(JSON.readTree(whole.next()));
    }
    return lines;
  }
}
