package io.signalbox.core.localcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.core.localcloud.LocalCloud.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was made outlives the process. */
final class LedgerTest {

  @TempDir Path folder;

  private Options options() {
    return Options.usual().folder(folder.resolve("cloud"));
  }

  private Path file() {
    return folder.resolve("cloud/ledger.jsonl");
  }

  @Test
  void aLaterStartKnowsMachinesTokensAndTags() throws IOException {
    List<String> made;
    try (var caller = new CloudCaller(options())) {
      made = caller.launched(2, "ClientToken", "once");
      caller.ec2("CreateTags", "ResourceId.1", made.getFirst(), "Tag.1.Key", "a");
      caller.ec2("TerminateInstances", "InstanceId.1", made.getLast());
    }
    try (var caller = new CloudCaller(options())) {
      assertThat(caller.launched(2, "ClientToken", "once")).isEqualTo(made);
      var listed = caller.ec2("DescribeInstances");
      assertThat(listed.all("instanceId")).isEqualTo(made);
      assertThat(listed.all("instanceState/name")).containsExactly("pending", "shutting-down");
      assertThat(listed.all("tagSet/item/key")).containsExactly("a");
    }
  }

  /**
   * Killed between the lines of a step, it would have fleets without machines, or twice as many.
   */
  @Test
  void aFleetWithItsTokenAndMachinesIsOneLineSoThatWhoeverIsKilledHasAllOrNothing()
      throws IOException {
    List<String> made;
    try (var caller = new CloudCaller(options())) {
      caller.ec2(
          "CreateLaunchTemplate",
          "LaunchTemplateName",
          "web",
          "LaunchTemplateData.ImageId",
          CloudCaller.IMAGE,
          "LaunchTemplateData.InstanceType",
          "m5.large");
      made = fleet(caller);
    }
    assertThat(made).hasSize(3);
    List<String> lines = Files.readAllLines(file());
    for (int left = 1; left < lines.size(); left++) {
      Files.writeString(file(), String.join("\n", lines.subList(0, left)) + "\n");
      try (var caller = new CloudCaller(options())) {
        List<String> again = fleet(caller);
        assertThat(again).hasSize(3);
        assertThat(caller.ec2("DescribeInstances").all("instanceId"))
            .as("after line %d of %d", left, lines.size())
            .containsExactlyInAnyOrderElementsOf(again);
      }
    }
  }

  private static List<String> fleet(CloudCaller caller) {
    String template = "LaunchTemplateConfigs.1.LaunchTemplateSpecification.";
    return caller
        .ec2(
            "CreateFleet",
            "ClientToken",
            "once",
            "Type",
            "instant",
            template + "LaunchTemplateName",
            "web",
            template + "Version",
            "1",
            "TargetCapacitySpecification.TotalTargetCapacity",
            "3",
            "TargetCapacitySpecification.DefaultTargetCapacityType",
            "on-demand")
        .all("instanceIds/item");
  }

  @Test
  void aLastLineThatWasCutShortIsNoStep() throws IOException {
    List<String> made;
    try (var caller = new CloudCaller(options())) {
      made = caller.launched(1);
    }
    Files.writeString(file(), "[{\"region\":\"us-ea", StandardOpenOption.APPEND);
    try (var caller = new CloudCaller(options())) {
      assertThat(caller.ec2("DescribeInstances").all("instanceId")).isEqualTo(made);
      caller.launched(1);
    }
    try (var caller = new CloudCaller(options())) {
      assertThat(caller.ec2("DescribeInstances").all("instanceId")).hasSize(2);
    }
  }

  @Test
  void aLineThatIsNoStepIsNamed() throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), "[]\nnothing\n");
    assertThatThrownBy(() -> LocalCloud.start(options()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("ledger.jsonl:2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[null]", "[{}]", "[{\"kind\":\"machine\"}]", "{}", "3"})
  void aLineThatLacksWhatAStepHasIsNamed(String line) throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), "[]\n" + line + "\n");
    assertThatThrownBy(() -> LocalCloud.start(options()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("ledger.jsonl:2");
  }

  @Test
  void oneProcessAtATimeHasItOpen() throws IOException {
    try (var first = LocalCloud.start(options())) {
      assertThatThrownBy(() -> LocalCloud.start(options()))
          .hasMessageContaining("another local cloud has it open");
      assertThat(first.endpoint().getPort()).isPositive();
    }
  }

  @Test
  void userDataIsNotKept() throws IOException {
    try (var caller = new CloudCaller(options())) {
      caller.launched(1, "UserData", "c2VjcmV0", "ClientToken", "once");
    }
    assertThat(Files.readString(file())).contains("once").doesNotContain("c2VjcmV0");
  }
}
