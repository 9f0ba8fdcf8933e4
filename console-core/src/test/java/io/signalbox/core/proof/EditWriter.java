package io.signalbox.core.proof;

import io.signalbox.core.config.ConfigurationEdit;
import io.signalbox.core.config.service.ConfigurationService;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.proof.EditModel.Kind;
import io.signalbox.core.proof.EditModel.Op;
import io.signalbox.core.template.TemplateEdit;
import io.signalbox.core.template.TemplateFile;
import io.signalbox.core.template.catalog.TemplateCatalog;
import io.signalbox.core.testing.ManualTime;
import io.signalbox.core.testing.MemoryLastGood;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One of several who edit the same files at once, by random numbers: in a thread, or in a process
 * that may be killed. Says before each edit what it will be, and after it what came of it.
 */
final class EditWriter {

  static final String FILE = "templates.json";
  private static final Pattern COUNTER = Pattern.compile("(\"counter\"\\s*:\\s*)(\\d+)");
  private static final List<String> PIECES =
      List.of(
          "\"",
          "\\",
          ":",
          ",",
          "\":",
          ",\"",
          ": ",
          ", ",
          "{",
          "}",
          "[",
          "]",
          "#",
          " # ",
          "- ",
          "'",
          "\n",
          "\r\n",
          "\t",
          "\u0085",
          "\u2028",
          "\ufeff",
          "\u007f",
          "\u00e9",
          "\u20ac",
          "\ud83d\ude80",
          "&a",
          "*a",
          "!t",
          "|",
          ">",
          "%",
          "@",
          "`",
          " ",
          "yes",
          "null",
          "1e5",
          "0x1f",
          "~",
          "$HOME/bin\":$PATH",
          "word");

  private final String config;
  private final Random random;
  private final Consumer<String> journal;
  private final EditModel model;
  private final ConfigurationService service;
  private final TemplateCatalog catalog;
  private int made;
  // That the edit under way names; null for none.
  private @Nullable String revision;
  private @Nullable String lastConfig;

  EditWriter(Path folder, String config, String name, long seed, Consumer<String> journal) {
    this.config = config;
    this.random = new Random(seed);
    this.journal = journal;
    this.model = new EditModel(name);
    this.service =
        new ConfigurationService(
            folder,
            null,
            key -> null,
            Map.of(),
            new ManualTime(),
            new EventStream(),
            new Secrets());
    service.load();
    this.catalog =
        new TemplateCatalog(
            service::current, Map.of(), new MemoryLastGood(), new ManualTime(), new EventStream());
    catalog.refresh();
  }

  /** {@code FOLDER CONFIG NAME SEED EDITS}; the journal goes to standard output. */
  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    new EditWriter(Path.of(args[0]), args[1], args[2], Long.parseLong(args[3]), out::println)
        .run(Integer.parseInt(args[4]));
  }

  void run(int edits) {
    for (int i = 0; i < edits; i++) {
      Op op = next();
      journal.accept("B " + op.line());
      try {
        carryOut(op);
        model.apply(op);
        journal.accept("A");
      } catch (SignalboxException e) {
        boolean overtaken =
            e.code() == ErrorCode.INVALID_STATE && e.getMessage().contains("was changed since");
        boolean may = op.kind() == Kind.STALE || op.kind() == Kind.COUNT || revision != null;
        journal.accept((overtaken && may ? "R " : "W ") + e.code() + " " + e.getMessage());
      } catch (RuntimeException e) {
        journal.accept("W " + e);
      }
      revision = null;
    }
  }

  private void carryOut(Op op) {
    switch (op.kind()) {
      case CREATE -> {
        Map<String, Object> fields = new LinkedHashMap<>();
        op.values()
            .forEach((field, value) -> {
              if (value != null) {
                fields.put(field, value);
              }
            });
        catalog.apply(new TemplateEdit.Create(FILE, null, op.on(), fields));
      }
      case UPDATE -> catalog.apply(new TemplateEdit.Update(FILE, null, op.on(), op.values()));
      case DELETE -> catalog.apply(new TemplateEdit.Delete(FILE, null, op.on()));
      case SET, UNSET -> {
        revision = random.nextInt(4) == 0 ? lastConfig : null;
        lastConfig =
            service
                .save(
                    new ConfigurationEdit(config, revision, op.on(), op.values().get("")),
                    read -> {})
                .revision();
      }
      case COUNT -> count();
      case STALE ->
          catalog.apply(new TemplateEdit.Update(FILE, "0000000000000000", op.on(), op.values()));
    }
  }

  /** What several change: nobody's count may be lost. */
  private void count() {
    catalog.refresh();
    TemplateFile seen = catalog.files().getFirst();
    Matcher counter = COUNTER.matcher(seen.text());
    if (!counter.find()) {
      throw new IllegalStateException("There is no counter in " + seen.text());
    }
    long next = Long.parseLong(counter.group(2)) + 1;
    catalog.apply(
        random.nextBoolean()
            ? new TemplateEdit.Update(FILE, seen.revision(), "shared", Map.of("counter", next))
            : new TemplateEdit.Replace(
                FILE, seen.revision(), counter.replaceFirst("$1" + next).replace("\r\n", "\n")));
  }

  private Op next() {
    List<String> mine = model.templates.keySet().stream().sorted().toList();
    String id = mine.get(random.nextInt(mine.size()));
    String name = model.writer;
    int turn = random.nextInt(100);
    if (turn < 15 && mine.size() < 8) {
      return new Op(Kind.CREATE, name + "-" + made++, fields(false));
    }
    if (turn < 25 && !id.endsWith("-first")) {
      return new Op(Kind.DELETE, id, Map.of());
    }
    if (turn < 50) {
      return new Op(Kind.UPDATE, id, fields(true));
    }
    if (turn < 58) {
      return new Op(
          Kind.SET, "provider.providers." + name + ".weight", Map.of("", 1L + random.nextInt(9)));
    }
    if (turn < 72) {
      return new Op(Kind.SET, "notes." + name + ".k" + random.nextInt(4), Map.of("", value()));
    }
    List<String> set =
        model.settings.keySet().stream().filter(key -> key.startsWith("notes.")).sorted().toList();
    if (turn < 80 && !set.isEmpty()) {
      return new Op(Kind.UNSET, set.get(random.nextInt(set.size())), Map.of());
    }
    return turn < 95
        ? new Op(Kind.COUNT, "shared", Map.of())
        : new Op(Kind.STALE, id, Map.of("f0", "stale"));
  }

  private Map<String, @Nullable Object> fields(boolean some) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    int count = random.nextInt(3) + (some ? 1 : 0);
    for (int i = 0; i < count; i++) {
      fields.put("f" + random.nextInt(6), some && random.nextInt(4) == 0 ? null : value());
    }
    return fields;
  }

  private Object value() {
    return switch (random.nextInt(7)) {
      case 0 -> (long) random.nextInt();
      case 1 -> random.nextBoolean();
      case 2 -> List.of(text(), text());
      case 3 -> Map.of("k" + text(), text());
      case 4 -> random.nextInt(1_000) / 8.0;
      default -> text();
    };
  }

  private String text() {
    List<String> pieces = new ArrayList<>();
    int count = 1 + random.nextInt(6);
    for (int i = 0; i < count; i++) {
      pieces.add(PIECES.get(random.nextInt(PIECES.size())));
    }
    return String.join("", pieces);
  }
}
