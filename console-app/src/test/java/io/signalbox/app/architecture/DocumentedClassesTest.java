package io.signalbox.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The classes that documents send a reader to are there. */
class DocumentedClassesTest {

  private static final Pattern CLASS = Pattern.compile("`([A-Z][A-Za-z]+[a-z][A-Za-z]*)`");
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
}
