package io.signalbox.app.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes inputs of seeds, the same ones of the same seed. Not thread-safe. */
final class Mutator {

  /** Longer ones would only be slower; what is too long has tests of its own. */
  private static final int LONGEST = 64 * 1024;

  private static final List<String> WORDS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "\"",
          "'",
          ":",
          ",",
          "\n",
          "\r",
          "\t",
          " ",
          "#",
          "- ",
          "---\n",
          "|\n",
          "null",
          "true",
          "-1",
          "0",
          "1e999",
          "1E-999999999",
          "9999999999999999999999",
          "NaN",
          "0x7f",
          "01",
          "~",
          "&a ",
          "*a",
          "!!java.lang.Runtime ",
          "<<: *a",
          "%YAML 9.9\n",
          "? ",
          "\"templates\"",
          "\"template_id\"",
          "\"providers\"",
          "\"name\"",
          "\"type\"",
          "\"config\"",
          "\"$unset\": true",
          "${HOME}",
          "${NOT_SET}",
          "${A:-${B}}",
          "file:/dev/zero",
          "keychain:",
          "\\u0000",
          "\\ud800",
          "\\",
          "\u0000",
          "\u001b[2J",
          "\u202e",
          "\ufeff",
          "\u0085",
          "\u2028",
          "\ud83d\ude00",
          "é",
          "@/etc/passwd",
          "--",
          "--format",
          "--data",
          "-f",
          "-",
          "=",
          "..",
          "/",
          "999999999999d",
          "P1D",
          "2026-01-01T00:00:00Z",
          "%s",
          "%n",
          "$1",
          "{}",
          "[]",
          "\"\"");

  private static final List<String> VALUES =
      List.of(
          "\"\"",
          "\"x\"",
          "\"\\u202e\\u001b[2J\"",
          "\"${HOME}\"",
          "\"" + "9".repeat(300) + "\"",
          "\"-1\"",
          "\"name\"",
          "\"type\"",
          "\"templateId\"",
          "\"machineCount\"",
          "\"http://u:p@h/\"",
          "\"" + "y".repeat(5_000) + "\"");

  private final Random random;
  private final List<Input> seeds;

  Mutator(long seed, List<Input> seeds) {
    this.random = new Random(seed);
    this.seeds = List.copyOf(seeds);
  }

  /** The next input: a seed after one to eight changes. */
  Input next() {
    Input seed = seeds.get(random.nextInt(seeds.size()));
    byte[] bytes = seed.bytes();
    for (int changes = changes(); changes > 0; changes--) {
      bytes = changed(bytes);
      if (bytes.length > LONGEST) {
        bytes = Arrays.copyOf(bytes, LONGEST);
      }
    }
    return new Input(seed.name(), bytes);
  }

  private byte[] changed(byte[] bytes) {
    int at = random.nextInt(bytes.length + 1);
    int to = Math.min(bytes.length, at + random.nextInt(40));
    return switch (random.nextInt(14)) {
      case 0 -> put(bytes, at, at, new byte[] {(byte) random.nextInt(256)});
      case 1 -> put(bytes, at, Math.min(bytes.length, at + 1), oneByte());
      case 2 -> put(bytes, at, to, new byte[0]);
      case 3 -> put(bytes, at, at, Arrays.copyOfRange(bytes, at, to));
      case 4 -> put(bytes, at, at, word().getBytes(StandardCharsets.UTF_8));
      case 5 -> put(bytes, at, to, word().getBytes(StandardCharsets.UTF_8));
      case 6 -> Arrays.copyOf(bytes, at);
      case 7 -> put(bytes, at, at, word().repeat(repeats()).getBytes(StandardCharsets.UTF_8));
      case 8 -> spliced(bytes, at);
      case 9, 10, 11, 12 -> withOtherValue(bytes, at);
      default -> withoutLine(bytes, at);
    };
  }

  /** Few, mostly: after many there is hardly anything left that is read. */
  private int changes() {
    return 1 + Math.min(random.nextInt(8), random.nextInt(8));
  }

  /** The next text in quotes becomes another value: what is read stays whole. */
  private byte[] withOtherValue(byte[] bytes, int at) {
    int from = quote(bytes, at);
    int to = quote(bytes, from + 1);
    String value = VALUES.get(random.nextInt(VALUES.size()));
    return to >= bytes.length
        ? bytes
        : put(bytes, from, to + 1, value.getBytes(StandardCharsets.UTF_8));
  }

  private static int quote(byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length && bytes[at] != '"') {
      at++;
    }
    return at;
  }

  private byte[] oneByte() {
    return new byte[] {(byte) random.nextInt(256)};
  }

  private String word() {
    return WORDS.get(random.nextInt(WORDS.size()));
  }

  /** Seldom many. */
  private int repeats() {
    return random.nextInt(20) == 0 ? 1 + random.nextInt(5_000) : 1 + random.nextInt(80);
  }

  private byte[] spliced(byte[] bytes, int at) {
    byte[] other = seeds.get(random.nextInt(seeds.size())).bytes();
    return put(
        bytes,
        at,
        bytes.length,
        Arrays.copyOfRange(other, random.nextInt(other.length + 1), other.length));
  }

  private byte[] withoutLine(byte[] bytes, int at) {
    int end = at;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    return put(bytes, at, end, new byte[0]);
  }

  private static byte[] put(byte[] bytes, int from, int to, byte[] between) {
    ByteArrayOutputStream made = new ByteArrayOutputStream();
    made.write(bytes, 0, from);
    made.writeBytes(between);
    made.write(bytes, to, bytes.length - to);
    return made.toByteArray();
  }
}
