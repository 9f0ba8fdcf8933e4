package io.signalbox.core.template.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.config.service.ConfigurationService;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.simulated.SimulatedProviderFactory;
import io.signalbox.core.testing.ManualTime;
import io.signalbox.core.testing.MemoryLastGood;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No file that may be read fills the memory of a small program. The files are read by a process of
 * their own with half the heap that the packaged program has.
 */
final class HostileFilesTest {

  private static final int MEGABYTE = 1_000_000;

  private static final String GOOD =
      "{\"provider\": {\"providers\": [{\"name\": \"a\", \"type\": \"simulated\"}]}}";

  @TempDir Path folder;

  @Test
  void noAllowedFileFillsHalfTheHeapAndEachIsRefusedWithItsLimit() throws Exception {
    Map<String, String> configurations = hostile();
    configurations.put("NUL in a path", "{\"storage\": {\"path\": \"a\\u0000b\"}}");
    configurations.put("good again", GOOD);
    write("configurations", configurations);
    Map<String, String> templates = new LinkedHashMap<>();
    templates.put("objects", "{\"templates\": [" + "{},".repeat(4 * MEGABYTE) + "{}]}");
    templates.put("small entries", entries("{\"template_id\":\"%d\"}", 150_000));
    templates.put(
        "keys of one entry", "[{\"template_id\":\"x\"" + ",\"k\":1".repeat(150_000) + "}]");
    templates.put("deep in an entry", "[{\"template_id\":\"x\",\"a\":" + "[".repeat(5 * MEGABYTE));
    templates.put(
        "digits in an entry", "[{\"template_id\":\"x\",\"a\":" + "9".repeat(10 * MEGABYTE) + "}]");
    templates.put(
        "a million keys in ten thousand entries",
        entries("{\"template_id\":\"%d\"" + ",\"unknown\":1,\"n\":null".repeat(60) + "}", 10_000));
    templates.put("no ids", "[" + "{},".repeat(99_000) + "{}]");
    templates.put(
        "one long text",
        "[{\"template_id\": \"x\", \"user_data\": \""
            + "\u00e4\u20ac".repeat(3 * MEGABYTE)
            + "\"}]");
    templates.put("good again", "[{\"template_id\": \"x\", \"image_id\": \"ami\"}]");
    write("templates", templates);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                HostileFilesTest.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said.lines().filter(line -> line.startsWith("config.json ")))
        .containsExactly(
            "config.json objects: TOO_MANY_VALUES",
            "config.json arrays: TOO_MANY_VALUES",
            "config.json keys: TOO_MANY_VALUES",
            "config.json duplicates: TOO_MANY_VALUES",
            "config.json deep: TOO_DEEP",
            "config.json digits: NUMBER_TOO_LONG",
            "config.json NUL in a path: BAD_VALUE",
            "config.json good again: ");
    assertThat(said.lines().filter(line -> line.startsWith("templates.json ")))
        .containsExactly(
            "templates.json objects: TOO_MANY_VALUES",
            "templates.json small entries: TOO_MANY_VALUES",
            "templates.json keys of one entry: TOO_MANY_VALUES",
            "templates.json deep in an entry: TOO_DEEP",
            "templates.json digits in an entry: NUMBER_TOO_LONG",
            "templates.json a million keys in ten thousand entries: ",
            "templates.json no ids: BAD_TEMPLATE_ID",
            "templates.json one long text: OUT_OF_RANGE",
            "templates.json good again: ");
  }

  /** Puts one file after the other in place and looks at each as the watchers do. */
  public static void main(String[] args) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Path folder = Path.of(args[0]);
    Map<String, ProviderFactory> types = Map.of("simulated", new SimulatedProviderFactory());
    ManualTime time = new ManualTime();
    Files.writeString(folder.resolve("config.json"), GOOD);
    ConfigurationService service =
        new ConfigurationService(
            folder, null, name -> null, types, time, new EventStream(), new Secrets());
    service.load();
    for (Path each : inOrder(folder.resolve("configurations"))) {
      Files.move(each, folder.resolve("config.json"), StandardCopyOption.REPLACE_EXISTING);
      service.poll();
      service.poll();
      out.println("config.json " + name(each) + ": " + codes(service.lastRefusal()));
    }
    TemplateCatalog catalog =
        new TemplateCatalog(service::current, types, new MemoryLastGood(), time, new EventStream());
    for (Path each : inOrder(folder.resolve("templates"))) {
      Files.move(each, folder.resolve("templates.json"), StandardCopyOption.REPLACE_EXISTING);
      catalog.poll();
      catalog.poll();
      out.println("templates.json " + name(each) + ": " + codes(catalog.diagnostics()));
    }
  }

  private static List<Path> inOrder(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString().substring(3);
  }

  private void write(String where, Map<String, String> texts) throws IOException {
    Path to = Files.createDirectories(folder.resolve(where));
    int number = 10;
    for (Map.Entry<String, String> each : texts.entrySet()) {
      Files.writeString(to.resolve(number++ + " " + each.getKey()), each.getValue());
    }
  }

  private static String entries(String entry, int count) {
    return IntStream.range(0, count)
        .mapToObj(entry::formatted)
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static Map<String, String> hostile() {
    String before = "{\"provider\": ";
    String after = "}";
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("objects", before + "[" + "{},".repeat(4 * MEGABYTE) + "{}]" + after);
    texts.put("arrays", before + "[" + "[],".repeat(4 * MEGABYTE) + "[]]" + after);
    texts.put(
        "keys",
        IntStream.range(0, MEGABYTE)
            .mapToObj(i -> "\"key" + i + "\":1")
            .collect(Collectors.joining(",", before + "{", "}" + after)));
    texts.put("duplicates", before + "{" + "\"k\":1,".repeat(2 * MEGABYTE) + "\"k\":1}" + after);
    texts.put("deep", before + "[".repeat(5 * MEGABYTE));
    texts.put("digits", before + "9".repeat(10 * MEGABYTE) + after);
    return texts;
  }

  private static String codes(List<Diagnostic> told) {
    return told.stream()
        .filter(each -> each.severity() == Diagnostic.Severity.ERROR)
        .map(Diagnostic::code)
        .filter(code -> !code.equals("DUPLICATE_KEY") && !code.equals("MORE_PROBLEMS"))
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
