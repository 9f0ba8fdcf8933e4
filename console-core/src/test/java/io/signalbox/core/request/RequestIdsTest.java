package io.signalbox.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class RequestIdsTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");

  private final RequestIds ids = RequestIds.unique();

  /** Rows of requests that are made together stand together: else each commit writes more pages. */
  @Test
  void idsStandInTheOrderOfTheirTime() {
    String first = ids.fresh(RequestKind.ACQUIRE, NOW);
    String second = ids.fresh(RequestKind.ACQUIRE, NOW.plusMillis(1));
    String muchLater = ids.fresh(RequestKind.ACQUIRE, Instant.parse("2090-01-01T00:00:00Z"));
    assertThat(first).isLessThan(second);
    assertThat(second).isLessThan(muchLater);
  }

  @Test
  void anIdIsAUuidOfVersionSevenWithTheTimeInFront() {
    String id = ids.fresh(RequestKind.RETURN, NOW);
    assertThat(id).startsWith("ret-");
    UUID uuid = UUID.fromString(id.substring(4));
    assertThat(uuid.version()).isEqualTo(7);
    assertThat(uuid.variant()).isEqualTo(2);
    assertThat(uuid.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
  }

  @Test
  void theSameSeedMakesTheSameIdsInTheSameOrder() {
    assertThat(ofSeed(5)).isEqualTo(ofSeed(5)).doesNotHaveDuplicates();
    assertThat(ofSeed(6)).doesNotContainAnyElementsOf(ofSeed(5));
    UUID uuid = UUID.fromString(ofSeed(5).getFirst().substring(4));
    assertThat(uuid.version()).isEqualTo(7);
    assertThat(uuid.variant()).isEqualTo(2);
  }

  private static List<String> ofSeed(long seed) {
    RequestIds seeded = RequestIds.seeded(seed);
    return Stream.generate(() -> seeded.fresh(RequestKind.ACQUIRE, NOW)).limit(1_000).toList();
  }

  @Test
  void idsOfOneMomentDiffer() {
    assertThat(
            IntStream.range(0, 10_000)
                .mapToObj(i -> ids.fresh(RequestKind.ACQUIRE, NOW))
                .distinct())
        .hasSize(10_000);
  }
}
