package io.signalbox.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RequestIdsTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");

  /** Rows of requests that are made together stand together: else each commit writes more pages. */
  @Test
  void idsStandInTheOrderOfTheirTime() {
    String first = RequestIds.fresh(RequestKind.ACQUIRE, NOW);
    String second = RequestIds.fresh(RequestKind.ACQUIRE, NOW.plusMillis(1));
    String muchLater = RequestIds.fresh(RequestKind.ACQUIRE, Instant.parse("2090-01-01T00:00:00Z"));
    assertThat(first).isLessThan(second);
    assertThat(second).isLessThan(muchLater);
  }

  @Test
  void anIdIsAUuidOfVersionSevenWithTheTimeInFront() {
    String id = RequestIds.fresh(RequestKind.RETURN, NOW);
    assertThat(id).startsWith("ret-");
    UUID uuid = UUID.fromString(id.substring(4));
    assertThat(uuid.version()).isEqualTo(7);
    assertThat(uuid.variant()).isEqualTo(2);
    assertThat(uuid.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
  }

  @Test
  void idsOfOneMomentDiffer() {
    assertThat(
            IntStream.range(0, 10_000)
                .mapToObj(i -> RequestIds.fresh(RequestKind.ACQUIRE, NOW))
                .distinct())
        .hasSize(10_000);
  }
}
