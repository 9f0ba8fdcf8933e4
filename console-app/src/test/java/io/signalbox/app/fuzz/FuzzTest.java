package io.signalbox.app.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two thousand inputs that nobody meant: each is read or refused, and harms nothing. */
final class FuzzTest {

  private static final int INPUTS = 2_000;

  @TempDir Path scratch;

  @ParameterizedTest
  @ValueSource(strings = {"configuration", "templates", "hostfactory", "arguments"})
  void nothingThatIsReadDoesHarm(String name) throws IOException {
    Target target = target(name);
    List<Input> seeds = Corpus.seeds(target);
    assertThat(seeds).isNotEmpty();
    for (Input seed : seeds) {
      assertThat(target.takes(seed)).as("%s is good", seed.name()).isTrue();
    }
    Mutator mutator = new Mutator(1, seeds);
    int taken = 0;
    List<Input> inputs =
        Stream.concat(
                Corpus.failures(target).stream(),
                Stream.generate(mutator::next).limit(INPUTS * target.share() / 100))
            .toList();
    for (Input input : inputs) {
      taken += takes(target, input) ? 1 : 0;
    }
    // Both are tried: what is only refused never reaches what is behind the reader.
    assertThat(taken).isBetween(10, inputs.size() - 10);
  }

  @Test
  void theSameSeedMakesTheSameInputs() throws IOException {
    List<Input> seeds = Corpus.seeds(target("templates"));
    Mutator one = new Mutator(7, seeds);
    Mutator other = new Mutator(7, seeds);
    for (int i = 0; i < 100; i++) {
      assertThat(one.next().bytes()).isEqualTo(other.next().bytes());
    }
  }

  private Target target(String name) throws IOException {
    return Corpus.targets(scratch).stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static boolean takes(Target target, Input input) throws IOException {
    try {
      return target.takes(input);
    } catch (RuntimeException | StackOverflowError | AssertionError e) {
      return fail(target.name() + " does harm with " + input.fileName() + ":\n" + input.text(), e);
    }
  }
}
