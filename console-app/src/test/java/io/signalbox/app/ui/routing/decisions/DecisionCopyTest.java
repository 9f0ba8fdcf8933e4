package io.signalbox.app.ui.routing.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.routing.DecisionRecord;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionCopyTest {

  @Test
  void recordIsCopiedAsJsonAndAsACommand() {
    DecisionRecord record =
        new DecisionRecord(
            Instant.EPOCH,
            "req-90ab44e0",
            ProviderOperationType.CREATE_INSTANCES,
            "small-linux",
            1,
            DecisionRecord.Authority.ROUTING_TREE,
            null,
            "west",
            "Chosen by the routing tree",
            List.of(
                new DecisionRecord.Candidate(
                    "east", false, DecisionRecord.Step.CAPABILITIES, "Lacks capability \"spot\"")),
            List.of(),
            null,
            List.of(),
            "",
            List.of(new DecisionRecord.Others(DecisionRecord.Step.HEALTH, 480, "3 failed checks")));
    assertThat(DecisionCopy.json(record))
        .contains(
            "\"trace_id\": \"req-90ab44e0\"",
            "\"step\": \"CAPABILITIES\"",
            "Lacks capability \\\"spot\\\"",
            "{\"count\": 480, \"accepted\": false, \"step\": \"HEALTH\", \"reason\": \"3 failed"
                + " checks\"}");
    assertThat(DecisionCopy.command(record))
        .isEqualTo("signalbox routing select --operation CREATE_INSTANCES --explain");
  }
}
