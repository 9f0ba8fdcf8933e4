package io.signalbox.core.provider.aws;

import static io.signalbox.core.provider.aws.AwsWorld.created;
import static io.signalbox.core.provider.aws.AwsWorld.ids;
import static io.signalbox.core.provider.aws.GroupLaunchTest.group;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.localcloud.faults.CallFault;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Groups that are alike share a launch template, which goes with the last of them. */
final class GroupTemplatesTest extends LaunchTest {

  private void launched(String key) {
    created(world.create(key, 1, group(Map.of())));
  }

  /** Of the group of a launch, which is all there is of it. */
  private void returned(String group) {
    AwsWorld.data(
        world.terminate(
            ids(
                world.alive().stream()
                    .filter(machine -> machine.tags().containsValue(group))
                    .toList())));
  }

  private String name(String key) {
    return created(world.create(key, 1, group(Map.of()))).resourceId();
  }

  @Test
  void theLastGroupTakesTheLaunchTemplateWithItThatGroupsShared() {
    String first = name("req-1-1");
    String second = name("req-2-1");
    world.time.advance(Duration.ofMinutes(20));
    returned(first);
    assertThat(actions()).as("another needs it").doesNotContain("DeleteLaunchTemplate");
    returned(second);
    assertThat(actions()).contains("DeleteLaunchTemplate");

    launched("req-3-1");
    world.time.advance(Duration.ofSeconds(8));
    assertThat(world.alive()).hasSize(1);
  }

  @Test
  void aLaunchTemplateThatWasUsedLatelyStaysForTheNextLaunchAndGoesWithTheSweep() {
    String first = name("req-1-1");
    world.time.advance(Duration.ofMinutes(2));
    returned(first);
    launched("req-2-1");
    assertThat(world.calls("CreateLaunchTemplate")).hasSize(1);
    assertThat(world.calls("DeleteLaunchTemplate")).isEmpty();
    world.time.advance(Duration.ofSeconds(20));
    AwsWorld.data(world.terminate(ids(world.alive())));
    world.time.advance(Duration.ofMinutes(20));
    assertThat(
            world
                .provider
                .leftovers(
                    Map.of("signalbox:installation", "here"), key -> false, true, world.context())
                .found())
        .singleElement()
        .satisfies(left -> {
          assertThat(left.kind()).isEqualTo("launch template");
          assertThat(left.removed()).isTrue();
        });
    assertThat(world.calls("DeleteLaunchTemplate")).hasSize(1);
  }

  /** Whoever found it unneeded may be about to remove it: it is not launched from again. */
  @Test
  void aLaunchTemplateThatIsAboutToBeRemovedIsNotLaunchedFrom() {
    String first = name("req-1-1");
    world.time.advance(Duration.ofMinutes(20));
    world.cloud.faults().add(CallFault.once("DeleteLaunchTemplate", CallFault.Effect.LOST_BEFORE));
    returned(first);
    launched("req-2-1");
    assertThat(world.calls("CreateLaunchTemplate"))
        .extracting(call -> call.parameters().get("LaunchTemplateName"))
        .hasSize(2)
        .doesNotHaveDuplicates();
  }

  @Test
  void aGroupWhoseLaunchTemplateIsGoneIsMadeFromTheSameContentAgain() {
    launched("req-1-1");
    world
        .cloud
        .faults()
        .add(
            new CallFault(
                "CreateAutoScalingGroup",
                null,
                CallFault.Effect.ERROR,
                0,
                1,
                "ValidationError",
                400,
                "You must use a valid fully-formed launch template. The specified launch template,"
                    + " with template name x, does not exist."));
    launched("req-2-1");
    assertThat(world.calls("CreateLaunchTemplate")).hasSize(2);
  }
}
