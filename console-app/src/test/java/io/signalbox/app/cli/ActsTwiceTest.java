package io.signalbox.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.app.testing.CliRun;
import io.signalbox.app.testing.CliRun.Shell;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is done twice is done once, and the second time says so with the same exit status. */
final class ActsTwiceTest {

  private static final String SO_ALREADY = "So already: nothing was changed.";

  @TempDir Path folder;
  private Shell shell = new Shell(Path.of("."));

  @BeforeEach
  void open() {
    shell = new Shell(CliRun.sample(folder.resolve("config")));
  }

  /** Each line is a story whose last act is done twice; a reason is one word. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "providers drain aws-us-west-2",
        "providers drain aws-us-west-2 --until 2099-01-01T00:00:00Z --reason kernel",
        "providers maintenance aws-us-west-2 --reason kernel",
        "providers disable aws-us-west-2",
        "providers drain aws-us-west-2; providers resume aws-us-west-2",
        "providers disable aws-us-west-2; providers enable aws-us-west-2",
        "providers update aws-us-west-2 weight=9 config.latency.mean_ms=40",
        "providers update aws-us-west-2 weight=9; providers update aws-us-west-2 weight=",
        "providers set-health aws-us-west-2 unhealthy; providers set-health aws-us-west-2 auto",
        "routing activate lab-onprem --reason rehearsal",
        "routing activate lab-onprem --reason rehearsal; routing auto",
        "routing activate aws-eu-central-1 --at west-line --reason slow",
        "routing activate aws-eu-central-1 --at west-line --reason slow; routing auto --at"
            + " west-line",
        "routing circuit aws-us-west-2 open --reason watching",
        "routing circuit aws-us-west-2 closed --reason watching",
        "routing circuit aws-us-west-2 open --reason watching; routing circuit aws-us-west-2 auto",
        "routing policy RANDOM",
        "routing weights west-line=4",
        "routing criteria min_success_rate=20",
        "providers update aws-us-west-2 weight=9; config reset providers.aws-us-west-2.weight",
        "config set request.default_timeout 200",
        "config set request.default_timeout 200; config unset request.default_timeout",
        "templates create --layer templates.json --data"
            + " {\"template_id\":\"x\",\"max_instances\":3}",
        "templates update web-server --layer templates.json --data {\"max_instances\":3}",
        "templates delete web-server --layer templates.json",
        "config identity keep"
      })
  void theSecondTimeSaysSoAlready(String story) {
    String[] acts = story.split("; ");
    for (String act : acts) {
      CliRun first = shell.run(act.split(" "));
      assertThat(first.status).as("%s: %s", act, first.err).isZero();
      assertThat(first.err.contains(SO_ALREADY)).isEqualTo(act.startsWith("config identity"));
    }
    String act = acts[acts.length - 1];
    CliRun second = shell.run(act.split(" "));
    assertThat(second.status).as("%s again: %s", act, second.err).isZero();
    assertThat(second.err).as(act).contains(SO_ALREADY);
    assertThat(shell.json("ops", "activity").get(0).get("outcome").asText())
        .as("what is known of the second %s", act)
        .isEqualTo("so already");
  }

  @Test
  void aRequestIsSubmittedReturnedAndCancelledOnce() {
    String[] submit = {"requests", "submit", "web-server", "1", "--key", "k1", "--wait"};
    JsonNode request = shell.json(submit);
    assertThat(shell.run(submit).err).contains(SO_ALREADY);
    String id = request.get("request_id").asText();
    String machine = request.get("machines").get(0).get("machine_id").asText();

    CliRun back = shell.run("requests", "return", machine, "--wait");
    assertThat(back.status).as(back.err).isZero();
    assertThat(back.err).doesNotContain(SO_ALREADY);
    for (String[] again :
        new String[][] {
          {"requests", "return", machine, "--wait"}, {"requests", "return", "--request", id}
        }) {
      CliRun second = shell.run(again);
      assertThat(second.status).as(second.err).isZero();
      assertThat(second.err).contains(SO_ALREADY);
    }
    assertThat(shell.json("requests", "list")).as("one request and one return").hasSize(2);
    assertThat(shell.run("requests", "cancel", id).status).as("it is complete").isEqualTo(4);
  }

  @Test
  void anotherTemplateOfTheSameIdIsNoSecondCreate() {
    String[] create = {"templates", "create", "--layer", "templates.json", "--data", ""};
    create[5] = "{\"template_id\":\"x\",\"max_instances\":3}";
    assertThat(shell.run(create).status).isZero();
    create[5] = "{\"template_id\":\"x\",\"max_instances\":4}";
    assertThat(shell.run(create).status).isEqualTo(4);
  }

  @Test
  void aCancelledRequestIsCancelledAlready() {
    shell.run("providers", "update", "aws-us-east-1", "config.launch_time_ms=600000");
    String id =
        shell
            .json("requests", "submit", "web-server", "1", "--provider", "aws-us-east-1")
            .get("request_id")
            .asText();
    CliRun first = shell.run("requests", "cancel", id);
    assertThat(first.status).as(first.err).isZero();
    assertThat(first.err).doesNotContain(SO_ALREADY);
    CliRun second = shell.run("requests", "cancel", id);
    assertThat(second.status).as(second.err).isZero();
    assertThat(second.err).contains(SO_ALREADY);
  }

  @Test
  void anotherReasonOrEndIsAnotherAct() {
    shell.run("providers", "drain", "aws-us-west-2", "--reason", "kernel");
    CliRun why = shell.run("providers", "drain", "aws-us-west-2", "--reason", "disks");
    CliRun until = shell.run("providers", "drain", "aws-us-west-2", "--until", "2h");
    assertThat(why.err + until.err).doesNotContain(SO_ALREADY);
    assertThat(shell.run("providers", "disable", "aws-us-west-2").err).doesNotContain(SO_ALREADY);
    CliRun resume = shell.run("providers", "resume", "aws-us-west-2");
    assertThat(resume.status).as("disabled is lifted by enable").isEqualTo(4);
  }
}
