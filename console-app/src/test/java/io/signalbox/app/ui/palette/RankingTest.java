package io.signalbox.app.ui.palette;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.ui.palette.Entry.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What stands first for what is typed. */
class RankingTest {

  private static final int ROUNDS = 2_000;
  private static final List<String> PARTS =
      List.of("aws", "azure", "us", "eu", "west", "east", "2", "-", " ", "Drain", "web", "gpu");

  private final Random random = new Random(11);

  @Test
  void beginningsStandBeforeWordsBeforeMiddlesBeforeScatteredLetters() {
    List<Entry> all =
        entries("sweden west", "west-line", "aws-west-2", "lowest", "w e s t", "east");
    assertThat(texts(Ranking.of(all, "west", List.of())))
        .containsExactly("west-line", "aws-west-2", "sweden west", "lowest", "w e s t");
  }

  @Test
  void everyWordMustFitInAnyOrder() {
    List<Entry> all =
        entries("Drain aws-us-west-2…", "Drain azure-east-us…", "Disable aws-us-west-2…");
    assertThat(texts(Ranking.of(all, "west drain", List.of())))
        .containsExactly("Drain aws-us-west-2…");
    assertThat(texts(Ranking.of(all, "dr west", List.of()))).startsWith("Drain aws-us-west-2…");
    assertThat(Ranking.of(all, "drain nowhere", List.of())).isEmpty();
  }

  @Test
  void whatWasChosenLatelyStandsFirstWhereNothingIsTyped() {
    List<Entry> all = entries("one", "two", "three");
    assertThat(texts(Ranking.of(all, " ", List.of(id("three"), id("two")))))
        .containsExactly("three", "two", "one");
  }

  @Test
  void whatFitsIsWhatIsTypedAndTypingOnNeverBringsMore() {
    for (int round = 0; round < ROUNDS; round++) {
      String text = text();
      String detail = text();
      String typed = text();
      String more = typed + "abcdewsu2-".charAt(random.nextInt(10));
      int score = Fuzzy.score(Fuzzy.words(typed), text, detail);
      if (score == Fuzzy.NONE) {
        assertThat(Fuzzy.score(Fuzzy.words(more), text, detail))
            .as("'%s' does not fit '%s', so '%s' does not", typed, text, more)
            .isEqualTo(Fuzzy.NONE);
      } else {
        assertThat(Fuzzy.words(typed))
            .as("'%s' in '%s' or '%s'", typed, text, detail)
            .allMatch(word -> isWithin(word, text) || isWithin(word, detail));
      }
    }
  }

  @Test
  void orderOfTheNamesDoesNotMatter() {
    for (int round = 0; round < ROUNDS / 20; round++) {
      List<Entry> all = some();
      String typed = text();
      List<String> recent = List.of(all.get(0).id(), all.get(all.size() / 2).id());
      List<Entry> found = Ranking.of(all, typed, recent);
      List<Entry> shuffled = new ArrayList<>(all);
      Collections.shuffle(shuffled, random);
      assertThat(texts(Ranking.of(shuffled, typed, recent))).isEqualTo(texts(found));
    }
  }

  @Test
  void wholeNameTypedStandsFirst() {
    for (int round = 0; round < ROUNDS / 20; round++) {
      List<Entry> all = some();
      Entry wanted = all.get(random.nextInt(all.size()));
      String typed = wanted.text().trim().replaceAll("\\s+", "");
      if (!typed.equals(wanted.text())) {
        continue;
      }
      assertThat(Ranking.of(all, typed, List.of()).getFirst().text())
          .isEqualToIgnoringCase(wanted.text());
    }
  }

  @Test
  void ofThoseThatFitAlikeTheLastChosenStandsFirst() {
    for (int round = 0; round < ROUNDS / 20; round++) {
      List<Entry> all = some();
      String typed = text();
      List<Entry> plain = Ranking.of(all, typed, List.of());
      if (plain.size() < 2) {
        continue;
      }
      Entry lately = plain.get(random.nextInt(plain.size()));
      List<Entry> found = Ranking.of(all, typed, List.of(lately.id()));
      int at = found.indexOf(lately);
      assertThat(found.subList(0, at))
          .as("better ones only before %s for '%s'", lately.text(), typed)
          .allMatch(each -> score(each, typed) > score(lately, typed));
    }
  }

  private static int score(Entry entry, String typed) {
    return Fuzzy.score(
        Fuzzy.words(typed), entry.text(), entry.kind().word() + " " + entry.detail());
  }

  private static boolean isWithin(String word, String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    int at = -1;
    for (char each : word.toCharArray()) {
      at = lower.indexOf(each, at + 1);
      if (at < 0) {
        return false;
      }
    }
    return true;
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    int parts = 1 + random.nextInt(5);
    for (int i = 0; i < parts; i++) {
      text.append(PARTS.get(random.nextInt(PARTS.size())));
    }
    return text.toString();
  }

  /** Each with a name of its own. */
  private List<Entry> some() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      texts.add(text());
    }
    return entries(texts.stream().distinct().toArray(String[]::new));
  }

  private static List<Entry> entries(String... texts) {
    List<Entry> entries = new ArrayList<>();
    for (String text : texts) {
      entries.add(Entry.of(Kind.PROVIDER, text, "", () -> {}));
    }
    return entries;
  }

  private static String id(String text) {
    return Kind.PROVIDER + " " + text;
  }

  private static List<String> texts(List<Entry> entries) {
    return entries.stream().map(Entry::text).toList();
  }
}
