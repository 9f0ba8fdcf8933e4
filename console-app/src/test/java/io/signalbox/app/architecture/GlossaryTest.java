package io.signalbox.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.Main;
import io.signalbox.core.Signalbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Words that the glossary gave up stand nowhere that people read. */
final class GlossaryTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path GLOSSARY = ROOT.resolve("docs/glossary.md");

  /** Texts that only the program reads: what stores have in them. */
  private static final Set<String> KEPT = Set.of("as configured", "BY_HAND");

  @Test
  void oldWordsAreFoundInWordsOfTheirOwn() throws Exception {
    OldWords old = OldWords.read(GLOSSARY);
    assertThat(old.words()).hasSizeGreaterThan(10);
    assertThat(old.in("a", "Held By hand, for long")).hasSize(1);
    assertThat(old.in("a", "held_by_hand")).hasSize(1);
    assertThat(old.in("a", "nearby handle; legend; reset: now; not set here")).isEmpty();
    assertThat(old.in("a", "set: east")).hasSize(1);
  }

  @Test
  void theProgramSaysNoOldWord() throws Exception {
    OldWords old = OldWords.read(GLOSSARY);
    List<String> found = new ArrayList<>();
    for (Class<?> type : List.of(Signalbox.class, Main.class)) {
      Map<String, List<String>> texts = ProgramTexts.besides(type);
      assertThat(texts.values().stream().mapToInt(List::size).sum()).isGreaterThan(1_000);
      texts.forEach((file, all) ->
          all.stream()
              .filter(text -> !KEPT.contains(text))
              .flatMap(text -> old.in(file, text))
              .forEach(found::add));
    }
    assertThat(found).isEmpty();
  }

  @Test
  void guidesSayNoOldWord() throws Exception {
    OldWords old = OldWords.read(GLOSSARY);
    List<Path> guides = new ArrayList<>();
    try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
      files.filter(each -> each.toString().endsWith(".md")).forEach(guides::add);
    }
    assertThat(guides).contains(GLOSSARY).hasSizeGreaterThan(5);
    guides.add(ROOT.resolve("README.md"));
    guides.add(ROOT.resolve("CONTRIBUTING.md"));
    List<String> found = new ArrayList<>();
    for (Path guide : guides) {
      String text = Files.readString(guide);
      (guide.equals(GLOSSARY) ? OldWords.guide(text) : text)
          .lines()
          .flatMap(line -> old.in(ROOT.relativize(guide).toString(), line))
          .forEach(found::add);
    }
    assertThat(found).isEmpty();
  }
}
