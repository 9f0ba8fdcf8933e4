package io.signalbox.app.cli.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.app.testing.CliRun;
import io.signalbox.app.testing.CliRun.Shell;
import io.signalbox.app.testing.RoutedFolder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was done, from a shell, and how it is taken back. */
final class ActivityCommandTest {

  @TempDir Path folder;
  private Shell shell = new Shell(Path.of("."));

  @BeforeEach
  void configure() {
    shell = RoutedFolder.shell(folder);
  }

  @Test
  void listsActsAloneOrEverythingAroundAMoment() {
    shell.run("providers", "drain", "west", "--reason", "disk");
    shell.run("ops", "exec", "health_check");
    JsonNode acts = shell.json("ops", "activity");
    assertThat(acts).hasSize(1);
    JsonNode drain = acts.get(0);
    assertThat(drain.get("action").asText()).isEqualTo("Drain");
    assertThat(drain.get("subject").asText()).isEqualTo("west");
    assertThat(drain.get("outcome").asText()).isEqualTo("done");
    assertThat(drain.get("reason").asText()).isEqualTo("disk");
    assertThat(drain.get("trace_id").asText()).isNotEmpty();
    assertThat(drain.get("before").get("state").asText()).isEqualTo("automatic");
    assertThat(drain.get("after").get("state").asText()).isEqualTo("drained");
    JsonNode around = shell.json("ops", "activity", "--around", drain.get("at").asText());
    assertThat(around).extracting(each -> each.get("source").asText()).contains("act", "decision");
    assertThat(shell.json("ops", "activity", "--around", "3h")).isEmpty();
    assertThat(shell.json("ops", "activity", "--about", "east")).isEmpty();
    assertThat(shell.json("ops", "activity", "--text", "DISK")).hasSize(1);
    assertThat(shell.json("ops", "activity", "--outcome", "error")).isEmpty();
    assertThat(shell.run("ops", "activity", "--kind", "deeds").error().get("code").asText())
        .isEqualTo("INVALID_INPUT");
    assertThat(shell.run("ops", "activity", "--outcome", "fine").error().get("code").asText())
        .isEqualTo("INVALID_INPUT");
  }

  @Test
  void csvIsOneLineAnEntryAndCarriesOutNothing() {
    shell.run("providers", "drain", "west", "--reason", "=HYPERLINK(\"http://x\"), said ana");
    CliRun run = shell.run("ops", "activity", "--format", "csv");
    assertThat(run.status).isZero();
    List<String> lines = run.out.lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst()).startsWith("id,at,kind,source,actor,action,subject,");
    assertThat(lines.getLast())
        .contains(",act,act,", ",Drain,west,")
        .contains("\"'=HYPERLINK(\"\"http://x\"\"), said ana\"");
  }

  @Test
  void whatWasNotOverriddenIsSaidInTheWordsOfTheGlossary() {
    shell.run("providers", "update", "west", "weight=7");
    CliRun run = shell.run("ops", "activity");
    assertThat(run.out).contains("weight=no override").contains("weight=7");
    assertThat(run.out).doesNotContain("as configured");
  }

  @Test
  void undoesTheLastActOrTheOneThatIsNamed() {
    shell.run("providers", "drain", "west", "--reason", "disk");
    shell.run("routing", "weights", "east=9");
    long weights = shell.json("ops", "activity").get(0).get("id").asLong();
    long drain = shell.json("ops", "activity").get(1).get("id").asLong();
    JsonNode dry = shell.json("ops", "undo", "--dry-run");
    assertThat(dry.get("id").asLong()).isEqualTo(weights);
    assertThat(dry.get("possible").asBoolean()).isTrue();
    assertThat(dry.get("effect").asText()).startsWith("Back to ").contains("east");
    CliRun undone = shell.run("ops", "undo", String.valueOf(drain));
    assertThat(undone.status).isZero();
    assertThat(undone.out).isEqualTo("west is no longer drained.\n");
    assertThat(shell.run("ops", "undo").status).isZero();
    JsonNode activity = shell.json("ops", "activity");
    assertThat(activity.get(0).get("action").asText()).isEqualTo("Undo");
    assertThat(activity.get(0).get("undoes").asLong()).isEqualTo(weights);
    assertThat(activity.get(3).get("undone_by").asLong())
        .isEqualTo(activity.get(1).get("id").asLong());
    CliRun nothing = shell.run("ops", "undo");
    assertThat(nothing.status).isEqualTo(4);
    assertThat(nothing.error().get("code").asText()).isEqualTo("INVALID_STATE");
    CliRun again = shell.run("ops", "undo", String.valueOf(drain));
    assertThat(again.status).isEqualTo(4);
    assertThat(again.error().get("message").asText()).contains("Undone by");
  }

  @Test
  void anObserverUndoesNothing() {
    shell.run("providers", "drain", "west", "--reason", "disk");
    CliRun refused = shell.run("ops", "undo", "--read-only");
    assertThat(refused.error().get("code").asText()).isEqualTo("READ_ONLY");
    assertThat(shell.json("ops", "activity"))
        .as("the refusal, and what it left as it was")
        .extracting(each -> each.get("outcome").asText())
        .containsExactly("READ_ONLY", "done");
    assertThat(shell.json("ops", "undo", "--dry-run").get("possible").asBoolean()).isTrue();
  }
}
