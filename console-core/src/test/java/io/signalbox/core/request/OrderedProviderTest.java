package io.signalbox.core.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A caller's order, a template's pin, and the limit of one request. */
class OrderedProviderTest {

  @TempDir Path folder;

  private static Submission at(String provider, boolean ordered) {
    return new Submission("web", 1, provider, ordered, null, null, "ana", "trace");
  }

  @Test
  void anOrderStandsAboveAPinAndAPreferenceDoesNot() throws Exception {
    try (World world = new World(folder, "east", "west")) {
      world.pins = Set.of("east");
      World.Process process = world.process("p");
      assertThat(process.service.submit(at("west", true), () -> {}).machinesAt())
          .containsExactly("west");
      assertThatThrownBy(() -> process.service.submit(at("west", false), () -> {}))
          .isInstanceOfSatisfying(
              SignalboxException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.PREFERENCE_CONFLICT));
    }
  }

  @Test
  void moreThanOneRequestMayAskForIsRefusedWithTheLimit() throws Exception {
    try (World world = new World(folder, "east")) {
      world.settings =
          new Configuration.RequestSettings(
              Duration.ofSeconds(300), Duration.ofHours(1), false, OptionalInt.of(3));
      World.Process process = world.process("p");
      assertThatThrownBy(() -> process.submit(4))
          .isInstanceOfSatisfying(
              SignalboxException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.INSTANCE_LIMIT_EXCEEDED);
                assertThat(e.details()).containsEntry("max_count", 3);
              })
          .hasMessageContaining("request.max_machines_per_request");
      assertThat(process.submit(3).requested()).isEqualTo(3);
    }
  }
}
