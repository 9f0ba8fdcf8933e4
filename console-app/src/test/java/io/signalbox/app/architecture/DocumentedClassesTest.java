package io.signalbox.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The classes that documents send a reader to are there. */
class DocumentedClassesTest {

  private static final Pattern CLASS = Pattern.compile("`([A-Z][A-Za-z]+[a-z][A-Za-z]*)`");
  private static final Pattern PROOF =
      Pattern.compile("`([A-Z][A-Za-z]*[a-z](?:Test|IT))(?:\\.([a-z][A-Za-z]+))?`");
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static Set<String> named(String text) {
    Set<String> names = new TreeSet<>();
    CLASS.matcher(text).results().forEach(each -> names.add(each.group(1)));
    return names;
  }

  private static Set<String> classes() throws IOException {
    Set<String> found = new TreeSet<>();
    for (String module : List.of("console-core", "console-app")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src"))) {
        found.addAll(
            files
                .map(each -> each.getFileName().toString())
                .filter(name -> name.endsWith(".java"))
                .map(name -> name.substring(0, name.length() - ".java".length()))
                .collect(Collectors.toSet()));
      }
    }
    return found;
  }

  @Test
  void contributingNamesClassesThatExist() throws IOException {
    String text = Files.readString(ROOT.resolve("CONTRIBUTING.md"));
    Set<String> named =
        named(text.substring(text.indexOf("### To change X"), text.indexOf("\n## Tests")));
    assertThat(named).hasSizeGreaterThan(25);
    assertThat(classes()).containsAll(named);
  }

  @Test
  void waysThroughTheCodeNameClassesThatExistAndAreShort() throws IOException {
    String text = Files.readString(ROOT.resolve("docs/rooms.md"));
    assertThat(classes()).containsAll(named(text));
    List<String> ways = new ArrayList<>(List.of(text.split("\n## ")));
    ways.removeFirst();
    assertThat(ways).hasSizeGreaterThanOrEqualTo(3);
    for (String way : ways) {
      assertThat(named(way)).as(way.lines().findFirst().orElseThrow()).hasSizeBetween(2, 10);
    }
  }

  @Test
  void recordsNameTestsThatExist() throws IOException {
    Map<String, Path> tests = new TreeMap<>();
    for (String module : List.of("console-core", "console-app")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test"))) {
        files
            .filter(each -> each.toString().endsWith(".java"))
            .forEach(each -> tests.put(each.getFileName().toString(), each));
      }
    }
    List<String> missing = new ArrayList<>();
    for (Path each : records()) {
      for (MatchResult named : PROOF.matcher(Files.readString(each)).results().toList()) {
        Path test = tests.get(named.group(1) + ".java");
        String method = named.group(2);
        if (test == null
            || method != null && !Files.readString(test).contains("void " + method + "(")) {
          missing.add(each.getFileName() + ": " + named.group());
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void tableOfDecisionsHasEveryRecordInOrder() throws IOException {
    List<String> linked =
        Files.readString(ROOT.resolve("docs/adr/README.md"))
            .lines()
            .filter(line -> line.startsWith("| [0"))
            .map(line -> line.substring(line.indexOf('(') + 1, line.indexOf(')')))
            .toList();
    assertThat(linked)
        .containsExactlyElementsOf(
            records().stream().map(each -> each.getFileName().toString()).toList());
  }

  @Test
  void tableOfDecisionsHasTheTitlesOfTheRecords() throws IOException {
    String table = Files.readString(ROOT.resolve("docs/adr/README.md"));
    for (Path each : records()) {
      String[] heading =
          Files.readString(each).lines().findFirst().orElseThrow().substring(2).split(": ", 2);
      assertThat(table)
          .contains("| [%s](%s) | %s |\n".formatted(heading[0], each.getFileName(), heading[1]));
    }
  }

  private static List<Path> records() throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve("docs/adr"))) {
      return files
          .filter(each -> each.getFileName().toString().matches("0\\d+-.*\\.md"))
          .sorted()
          .toList();
    }
  }
}
