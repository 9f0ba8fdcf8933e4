package io.signalbox.core.proof;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/**
 * A folder as people leave them: odd spacing, comments, line ends, a byte order mark, a link. Knows
 * what of it nobody edits, and whether that is still there to the byte. Used by one thread.
 */
final class OddFiles {

  private static final ObjectMapper JSON = new ObjectMapper();

  final Path folder;
  final String config;
  private final Random random;
  private final boolean yaml;
  private final String lineEnd;
  private final String mark;
  private final String permissions;
  private final boolean linked;
  private final int shape;
  // By file, what stays verbatim and in this order.
  private final Map<String, List<String>> kept = new HashMap<>();

  OddFiles(Path folder, long seed, List<String> writers) throws IOException {
    this.folder = folder;
    this.random = new Random(seed);
    this.yaml = seed % 2 == 1;
    this.config = yaml ? "config.yaml" : "config.json";
    this.lineEnd = random.nextBoolean() ? "\r\n" : "\n";
    this.mark = random.nextInt(3) == 0 ? "\ufeff" : "";
    this.permissions =
        List.of("rw-------", "rw-r-----", "rw-r--r--", "rw-rw-r--").get(random.nextInt(4));
    this.linked = random.nextInt(3) == 0;
    this.shape = random.nextInt(3);
    write(config, yaml ? yamlConfig(writers) : jsonConfig(writers));
    write(EditWriter.FILE, templates(writers));
  }

  String style() {
    return (yaml ? "YAML" : "JSON")
        + (lineEnd.equals("\n") ? ", LF" : ", CRLF")
        + (mark.isEmpty() ? "" : ", mark")
        + (linked ? ", links" : "")
        + ", shape "
        + shape;
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Path real = linked ? Files.createDirectories(folder.resolve("real")).resolve(name) : file;
    Files.writeString(real, mark + text.replace("\n", lineEnd));
    Files.setPosixFilePermissions(real, PosixFilePermissions.fromString(permissions));
    if (linked) {
      Files.createSymbolicLink(file, Path.of("real", name));
    }
  }

  private String keep(String file, String text) {
    kept.computeIfAbsent(file, key -> new ArrayList<>()).add(text);
    return text;
  }

  private String templates(List<String> writers) {
    List<String> entries = new ArrayList<>();
    entries.add(entry("shared", "{\"template_id\": \"shared\",  \"counter\" : 0, " + odd() + " }"));
    for (String writer : writers) {
      entries.add(untouched());
      String id = writer + "-first";
      entries.add(entry(id, "{\n    \"template_id\" :\"" + id + "\",\n      " + odd() + "\n    }"));
    }
    entries.add(untouched());
    String between = random.nextBoolean() ? ",\n    " : " , ";
    String all = String.join(between, entries);
    return switch (shape) {
      case 0 -> "[\n  " + all + "\n]\n";
      case 1 -> "{ \"scheduler\":\"hf\" ,\n  \"templates\" : [\n    " + all + "\n  ],\n  \"x\":1}";
      default -> "{\n  " + all + "\n}\n";
    };
  }

  private String entry(String id, String text) {
    return (shape == 2 ? "\"" + id + "\"  : " : "") + text;
  }

  private String untouched() {
    String id = "still-" + random.nextInt(1_000_000_000);
    String text =
        "{\"templateId\":\"" + id + "\" , \"imageId\": \"i\\u0020\\/\" ,\n\t " + member() + " }";
    return entry(id, keep(EditWriter.FILE, text));
  }

  private String odd() {
    return keep(EditWriter.FILE, member());
  }

  private String member() {
    return "\"odd%d\"  :[1,2 ,%d , \"a\\\":b\" ]"
        .formatted(random.nextInt(1_000_000_000), random.nextInt(1_000_000_000));
  }

  private String jsonConfig(List<String> writers) {
    String providers =
        writers.stream()
            .map(name -> "{\"name\":\"" + name + "\",  \"type\" : \"simulated\",\"weight\" :1}")
            .collect(joining(",\n    "));
    String notes =
        writers.stream()
            .map(name -> "\"" + name + "\": {" + keep(config, member()) + "}")
            .collect(joining(" ,\n\t"));
    return "{\"version\" :  \"1\",\n  \"provider\" : {\"providers\": [\n    "
        + providers
        + " ] },\n \"notes\":{"
        + notes
        + "},\n"
        + keep(config, "\"last\" :[ 1 ,2]   }");
  }

  private String yamlConfig(List<String> writers) {
    StringBuilder text = new StringBuilder(keep(config, "# kept \u00e9 \ud83d\ude80") + "\n");
    text.append(keep(config, "version:   '1'   # trailing")).append("\nprovider:\n");
    text.append("  providers:   ").append(keep(config, "# each of them")).append('\n');
    for (String name : writers) {
      if (random.nextBoolean()) {
        text.append("    - name: " + name + "   ").append(keep(config, "# one " + name));
        text.append("\n      type:    simulated\n\n      weight:  1   ");
        text.append(keep(config, "# weight of " + name)).append('\n');
      } else {
        text.append("    - {name: " + name + ",  type: simulated , weight: 1}  ");
        text.append(keep(config, "# flow " + name)).append('\n');
      }
    }
    text.append("notes:\n");
    for (String name : writers) {
      text.append("  ").append(keep(config, "# notes of " + name)).append('\n');
      if (random.nextBoolean()) {
        text.append("  " + name + ":\n      ").append(keep(config, "'keep' :   x   # stays"));
        text.append('\n');
      } else {
        text.append("  " + name + ": {").append(keep(config, "keep :   [x,  y]")).append("}\n");
      }
    }
    text.append("folded: >-\n  some\n  text\n\n");
    text.append(keep(config, "last:   \"\\u00e9\"")).append("\nlist:\n- 1\n-   2\n");
    return text.append(keep(config, "# the end")).append('\n').toString();
  }

  /** What is not as it must be, whatever was edited. */
  List<String> unkept() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (String name : List.of(config, EditWriter.FILE)) {
      Path file = folder.resolve(name);
      String text = Files.readString(file);
      if (text.startsWith("\ufeff") == mark.isEmpty() || text.indexOf('\ufeff', 1) >= 0) {
        wrong.add(name + ": byte order mark");
      }
      String others = lineEnd.equals("\n") ? text : text.replace("\r\n", "");
      if (others.contains(lineEnd.equals("\n") ? "\r" : "\n")) {
        wrong.add(name + ": line ends");
      }
      int at = 0;
      for (String each : kept.get(name)) {
        int found = text.indexOf(each.replace("\n", lineEnd), at);
        if (found < 0) {
          wrong.add(name + ": not as it was: " + each);
        } else {
          at = found;
        }
      }
      if (Files.isSymbolicLink(file) != linked) {
        wrong.add(name + ": the link");
      }
      if (!PosixFilePermissions.toString(Files.getPosixFilePermissions(file)).equals(permissions)) {
        wrong.add(name + ": permissions");
      }
      Path backup = folder.resolve(name + ".bak");
      if (Files.exists(backup)
          && !PosixFilePermissions.toString(Files.getPosixFilePermissions(backup))
              .equals("rw-------")) {
        wrong.add(name + ": the backup's permissions");
      }
    }
    return wrong;
  }

  /** New texts that never took their place. */
  long left() throws IOException {
    try (Stream<Path> files = Files.walk(folder, 2)) {
      return files.filter(each -> each.getFileName().toString().endsWith(".new")).count();
    }
  }

  /** The counter that all writers raise. */
  int counter() throws IOException {
    return template("shared").orElseThrow().get("counter").asInt();
  }

  /** How the files differ from what one writer's edits made of them; empty where they do not. */
  List<String> differences(EditModel model) throws IOException {
    List<String> wrong = new ArrayList<>();
    TreeSet<String> ids = new TreeSet<>();
    for (Map.Entry<String, JsonNode> each : entries().entrySet()) {
      if (each.getKey().startsWith(model.writer + "-")) {
        ids.add(each.getKey());
      }
    }
    if (!ids.equals(new TreeSet<>(model.templates.keySet()))) {
      wrong.add(model.writer + " has " + ids + " and not " + model.templates.keySet());
      return wrong;
    }
    for (Map.Entry<String, Map<String, Object>> each : model.templates.entrySet()) {
      JsonNode found = template(each.getKey()).orElseThrow();
      Map<String, Object> fields = each.getValue();
      found
          .fieldNames()
          .forEachRemaining(field -> {
            if (!fields.containsKey(field) && !field.startsWith("odd")) {
              wrong.add(each.getKey() + "." + field + " is there");
            }
          });
      fields.forEach((field, value) -> {
        if (!same(value, found.get(field))) {
          wrong.add(each.getKey() + "." + field + " is " + found.get(field) + ", not " + value);
        }
      });
    }
    JsonNode root = settings();
    JsonNode notes = root.path("notes").path(model.writer);
    for (int i = 0; i < 4; i++) {
      Object value = model.settings.get("notes." + model.writer + ".k" + i);
      JsonNode found = notes.get("k" + i);
      if (value == null ? found != null : !same(value, found)) {
        wrong.add(model.writer + ": k" + i + " is " + found + ", not " + value);
      }
    }
    for (JsonNode each : root.path("provider").path("providers")) {
      Object weight = model.settings.get("provider.providers." + model.writer + ".weight");
      if (each.path("name").asText().equals(model.writer) && !same(weight, each.get("weight"))) {
        wrong.add(model.writer + ": weight is " + each.get("weight") + ", not " + weight);
      }
    }
    return wrong;
  }

  private static boolean same(Object value, JsonNode found) {
    return found != null && JSON.valueToTree(value).toString().equals(found.toString());
  }

  private Optional<JsonNode> template(String id) throws IOException {
    return Optional.ofNullable(entries().get(id));
  }

  private Map<String, JsonNode> entries() throws IOException {
    JsonNode root = JSON.readTree(text(EditWriter.FILE));
    JsonNode all = shape == 1 ? root.get("templates") : root;
    Map<String, JsonNode> entries = new HashMap<>();
    if (shape == 2) {
      all.properties().forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
    } else {
      all.forEach(entry -> entries.put(entry.path("template_id").asText(), entry));
    }
    return entries;
  }

  private JsonNode settings() throws IOException {
    String text = text(config);
    return yaml ? JSON.valueToTree(new Yaml().load(text)) : JSON.readTree(text);
  }

  private String text(String name) throws IOException {
    String text = Files.readString(folder.resolve(name));
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }
}
