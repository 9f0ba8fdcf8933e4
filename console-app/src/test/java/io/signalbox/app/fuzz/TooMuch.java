package io.signalbox.app.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Documents over every limit, and the worst under it, which something in them refuses. */
final class TooMuch {

  private static final int MIB = 1024 * 1024;

  private TooMuch() {}

  /** By what they are; each is made when it is asked for, since all of them fill the heap. */
  static Map<String, Supplier<Input>> inputs() {
    Map<String, Supplier<Input>> all = new LinkedHashMap<>();
    put(all, "16 MiB of `[`", "a.json", () -> "[".repeat(16 * MIB));
    put(all, "17 MiB of text", "a.json", () -> "\"" + "x".repeat(17 * MIB) + "\"");
    put(
        all,
        "one text of 16 MiB less a little",
        "a.json",
        () -> "\"" + "x".repeat(16 * MIB - 2) + "\"");
    put(
        all,
        "a number of 15 million digits",
        "a.json",
        () -> "{\"version\":" + "9".repeat(15_000_000) + "}");
    put(
        all,
        "a million keys that are the same",
        "a.json",
        () -> "{" + "\"a\":0,".repeat(1_000_000) + "\"b\":0}");
    put(
        all,
        "99,000 unknown keys and a number in place of a section",
        "a.json",
        () -> unknown(99_000, ",\"provider\":1}"));
    put(all, "a million unknown keys", "a.json", () -> unknown(1_000_000, "}"));
    put(
        all,
        "a YAML text of 4 MB on one line",
        "a.yaml",
        () -> "a: \"" + "x".repeat(4_000_000) + "\"");
    put(
        all,
        "YAML lines of 99,000 bytes, 16 MB of them",
        "a.yaml",
        () -> ("#" + "x".repeat(99_000) + "\n").repeat(160) + "- 1\n");
    put(
        all,
        "YAML texts of 99,000 bytes, 16 MB of them",
        "a.yaml",
        () -> ("- " + "x".repeat(99_000) + "\n").repeat(160));
    put(
        all,
        "a hundred thousand YAML keys that are none",
        "a.yaml",
        () -> yaml(99_000) + "provider: 1\n");
    put(
        all,
        "a scheduler's count of 15 million digits in quotes",
        "doc.json",
        () -> "{\"templateId\":\"w\",\"machineCount\":\"" + "9".repeat(15_000_000) + "\"}");
    put(
        all,
        "a scheduler's list of a million machines",
        "doc.json",
        () -> "{\"machines\":[" + "{},".repeat(1_000_000) + "{}]}");
    return all;
  }

  private static String unknown(int count, String end) {
    StringBuilder text = new StringBuilder("{\"version\":\"1\"");
    for (int i = 0; i < count; i++) {
      text.append(",\"k").append(i).append("\":0");
    }
    return text.append(end).toString();
  }

  private static String yaml(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append('k').append(i).append(": 0\n");
    }
    return text.toString();
  }

  private static void put(
      Map<String, Supplier<Input>> all, String what, String name, Supplier<String> text) {
    all.put(what, () -> new Input(name, text.get().getBytes(StandardCharsets.UTF_8)));
  }
}
