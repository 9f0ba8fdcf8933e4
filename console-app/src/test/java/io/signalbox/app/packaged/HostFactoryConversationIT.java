package io.signalbox.app.packaged;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Conversations as schedulers lead them with the packaged program, on simulated clouds: written in
 * {@code src/test/resources/conversations} and played {@code signalbox.conversation.rounds} times
 * on one folder, once by default.
 */
final class HostFactoryConversationIT {

  private static final int ROUNDS = Integer.getInteger("signalbox.conversation.rounds", 1);

  @TempDir private Path scratch = Path.of("");

  @ParameterizedTest
  @ValueSource(strings = {"lsf", "symphony"})
  void everyAnswerKeepsTheContract(String name) throws IOException {
    var config = Files.createDirectories(scratch.resolve("config"));
    for (var file : new String[] {"config.json", "templates.json"}) {
      try (var in = resource(file)) {
        Files.copy(in, config.resolve(file));
      }
    }
    JsonNode steps;
    try (var in = resource(name + ".json")) {
      steps = new JsonMapper().readTree(in).path("steps");
    }
    for (int round = 0; round < ROUNDS; round++) {
      new Conversation(PackagedProgram.where(scratch), config).play(steps);
    }
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(
        HostFactoryConversationIT.class.getResourceAsStream("/conversations/" + name), name);
  }
}
