package io.signalbox.core.routing.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.background.KeptBehind;
import io.signalbox.core.testing.Written;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionsTest {

  private static final Instant NOON = Instant.parse("2026-06-16T12:00:00Z");
  private static final Duration LIFE = Duration.ofSeconds(300);

  private final Sessions sessions = new Sessions();

  @Test
  void endWhenTheyHaveNotBeenUsedForTheirTime() {
    sessions.remember("s", "a", NOON, LIFE);
    assertThat(sessions.provider("s", NOON.plusSeconds(299))).isEqualTo("a");
    assertThat(sessions.provider("s", NOON.plusSeconds(300))).isNull();
    sessions.remember("s", "a", NOON, LIFE);
    sessions.remember("s", "a", NOON.plusSeconds(200), LIFE);
    assertThat(sessions.provider("s", NOON.plusSeconds(499))).isEqualTo("a");
  }

  @Test
  void areBoundedAndTheOneNotUsedForLongestGivesWay() {
    for (int i = 0; i < Sessions.MAX_SESSIONS; i++) {
      sessions.remember("s" + i, "a", NOON, LIFE);
    }
    assertThat(sessions.provider("s0", NOON)).isEqualTo("a");
    sessions.remember("one more", "b", NOON, LIFE);
    assertThat(sessions.provider("s0", NOON)).as("just used").isEqualTo("a");
    assertThat(sessions.provider("s1", NOON)).isNull();
    assertThat(sessions.provider("one more", NOON)).isEqualTo("b");
  }

  @Test
  void storedOnesAreTakenOverUnlessTheyEndedOrAreOlder() {
    sessions.remember("mine", "a", NOON.plusSeconds(10), LIFE);
    sessions.restore(
        List.of(
            new Sessions.Remembered("mine", "b", NOON.plusSeconds(300)),
            new Sessions.Remembered("theirs", "b", NOON.plusSeconds(300)),
            new Sessions.Remembered("ended", "b", NOON)),
        NOON);
    assertThat(sessions.provider("mine", NOON)).isEqualTo("a");
    assertThat(sessions.provider("theirs", NOON)).isEqualTo("b");
    assertThat(sessions.provider("ended", NOON)).isNull();
  }

  @Test
  void whatChangedIsWrittenOnce() {
    List<String> stored = new ArrayList<>();
    KeptBehind kept =
        sessions.keptBehind(changed -> changed.forEach(each -> stored.add(each.provider())));
    sessions.remember("s", "a", NOON, LIFE);
    Written.now(kept);
    Written.now(kept);
    assertThat(stored).containsExactly("a");
  }
}
