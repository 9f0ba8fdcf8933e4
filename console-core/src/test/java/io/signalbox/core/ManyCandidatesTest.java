package io.signalbox.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.signalbox.core.command.Caller;
import io.signalbox.core.command.Command;
import io.signalbox.core.command.ProviderCommand;
import io.signalbox.core.command.RequestCommand;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.ReplayReport;
import io.signalbox.core.request.Attempt;
import io.signalbox.core.routing.DecisionRecord;
import io.signalbox.core.routing.DecisionRecord.Candidate;
import io.signalbox.core.routing.DecisionRecord.Others;
import io.signalbox.core.routing.DecisionRecord.Step;
import io.signalbox.core.routing.decisions.DecisionJson;
import io.signalbox.core.store.MigratedStore;
import io.signalbox.core.testing.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of a decision among many: the best candidates, and how many others there were. */
final class ManyCandidatesTest {

  private static final int MANY = 100;
  private static final int REQUESTS = 14;

  @TempDir Path folder;
  private Signalbox signalbox;

  @BeforeEach
  void open() throws IOException {
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"provider": {"load_balancing": {"algorithm": "ROUND_ROBIN"}, "providers": [%s]}}
        """
            .formatted(
                IntStream.range(0, MANY)
                    .mapToObj(i -> "{\"name\": \"%s\", \"type\": \"simulated\"}".formatted(name(i)))
                    .collect(Collectors.joining(", "))));
    Files.writeString(
        folder.resolve("templates.json"),
        """
        {"templates": [{"template_id": "web", "image_id": "ami-1", "instance_type": "t3",
                        "max_instances": 5}]}
        """);
    TimeSource standsStill = new ManualTime();
    MigratedStore.in(folder.resolve(".signalbox"));
    signalbox = Signalbox.open(SignalboxOptions.of(folder).time(standsStill).seed(1).build());
  }

  @AfterEach
  void close() {
    signalbox.close();
  }

  @Test
  void aDecisionAmongManyKeepsWhoIsNextAndCountsTheOthersByReason() {
    for (int i = 60; i < 65; i++) {
      run(new ProviderCommand.Drain(name(i), "because", null), "drain-" + i);
    }
    submitAll();
    DecisionRecord whole = decision("trace-0");
    assertThat(whole.others()).isEmpty();
    assertThat(whole.candidates()).hasSize(MANY);
    DecisionRecord bounded = decision("trace-" + (REQUESTS - 1));
    assertThat(bounded.candidates()).hasSize(DecisionRecord.LISTED).allMatch(Candidate::accepted);
    assertThat(bounded.candidates().getFirst().provider()).isEqualTo(bounded.winner());
    assertThat(bounded.alternatives())
        .isEqualTo(bounded.candidates().stream().skip(1).map(Candidate::provider).toList())
        .doesNotHaveDuplicates();
    assertThat(bounded.others())
        .extracting(Others::step, Others::count)
        .containsExactly(
            tuple(Step.ACCEPTED, MANY - 5 - DecisionRecord.LISTED), tuple(Step.TAKES_WORK, 5));
    assertThat(bounded.others().getLast().reason()).containsIgnoringCase("drained");
    assertThat(DecisionJson.write(bounded).length())
        .isLessThan(DecisionJson.write(whole).length() / 4);
  }

  @Test
  void aRefusalByManyNamesTheNearestAndIsNoEndlessSentence() {
    for (int i = 0; i < MANY; i++) {
      run(new ProviderCommand.Drain(name(i), "because", null), "drain-" + i);
    }
    DecisionRecord refused =
        signalbox.queries().ask(new Query.PreviewRequest("web", 1, null, null)).decision();
    assertThat(refused.candidates()).as("nothing is kept of a dry run").hasSize(MANY);
    DecisionRecord bounded = refused.bounded();
    assertThat(bounded.candidates()).hasSize(DecisionRecord.LISTED);
    assertThat(bounded.others())
        .containsExactly(
            new Others(
                Step.TAKES_WORK,
                MANY - DecisionRecord.LISTED,
                bounded.candidates().getFirst().reason()));
    assertThat(bounded.bounded()).isEqualTo(bounded);
    assertThat(bounded.reason().length()).isLessThan(2_000);
  }

  @Test
  void whatIsKeptOfACreateIsBoundedToo() {
    String id =
        run(new RequestCommand.Submit("web", 1, null, null, null), "trace-create").requestId();
    Attempt attempt = signalbox.queries().ask(new Query.ShowRequest(id)).attempts().getFirst();
    DecisionRecord kept = DecisionJson.read(attempt.decision()).orElseThrow();
    assertThat(kept.candidates()).hasSize(DecisionRecord.LISTED);
    assertThat(kept.others())
        .extracting(Others::count)
        .containsExactly(MANY - DecisionRecord.LISTED);
  }

  @Test
  void boundedDecisionsAreReplayedWithWhatAWholeOneSaidOfTheOthers() {
    submitAll();
    ReplayReport replay =
        signalbox.queries().ask(new Query.PreviewSettings("", Map.of(), 4, 500)).replay();
    assertThat(replay.records()).isEqualTo(REQUESTS);
    assertThat(replay.comparable()).isEqualTo(REQUESTS);
    assertThat(replay.reproduced()).isEqualTo(REQUESTS);
    assertThat(replay.changed()).isZero();
  }

  private void submitAll() {
    for (int i = 0; i < REQUESTS; i++) {
      run(new RequestCommand.Submit("web", 1, null, null, null), "trace-" + i);
    }
  }

  private <R> R run(Command<R> command, String trace) {
    return signalbox.commands().execute(command, new Caller("ana (test)", trace, true));
  }

  private DecisionRecord decision(String trace) {
    List<DecisionRecord> found = signalbox.queries().ask(new Query.DecisionsOf(trace));
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private static String name(int number) {
    return String.format("cloud-%03d", number);
  }
}
