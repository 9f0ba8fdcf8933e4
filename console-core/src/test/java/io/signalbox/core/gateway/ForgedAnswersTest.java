package io.signalbox.core.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchProgress;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.testing.Answers;
import io.signalbox.core.testing.ManualTime;
import io.signalbox.core.testing.ScriptedProvider;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Answers that no honest cloud gives. */
final class ForgedAnswersTest {

  private static final Map<String, String> TAGS = Map.of("signalbox:attempt", "req-1-1");

  private final ManualTime time = new ManualTime();
  private final ScriptedProvider cloud = new ScriptedProvider("a");
  private final GuardedProvider provider =
      Gateway.onThreads(time, text -> text.replace("hunter2", "***")).guard(cloud);

  @Test
  void aProviderCannotSayThatItsCallWasNotMade() {
    cloud.answer =
        operation ->
            ProviderResult.failure(
                ProviderFailure.notSent(FailureClass.PROVIDER, "LATER", "Nothing was done"));
    ProviderFailure failure = Answers.failure(provider.execute(create()));
    assertThat(failure.wasSent()).isTrue();
    assertThat(failure.code()).isEqualTo("LATER");
  }

  @Test
  void aProviderCannotSayThatWeStoppedItsCall() {
    cloud.answer =
        operation -> ProviderResult.failure(ProviderFailure.cancelled("Stopped by you", true));
    ProviderFailure failure = Answers.failure(provider.execute(create()));
    assertThat(failure.isCancelled()).isFalse();
    assertThat(failure.code()).isEqualTo("PROVIDER_CANCELLED");
    assertThat(failure.countsAgainstProvider()).isTrue();
    assertThat(failure.failureClass()).isEqualTo(FailureClass.TRANSIENT);
  }

  @Test
  void aListingOfAMillionMachinesIsRefusedWithTheReason() {
    List<InstanceInfo> million = Collections.nCopies(1_000_000, machine("i-1", TAGS));
    assertFault(
        listing(),
        new ProviderData.InstanceStatuses(million, true),
        "a list of 1,000,000 machines, of which at most 100,000 are read");
    assertFault(
        create(),
        new ProviderData.InstancesCreated("r", million, List.of()),
        "a list of 1,000,000 machines, of which at most 100,000 are read");
  }

  @Test
  void listsWithoutEndOfAnythingElseAreRefusedToo() {
    ProviderFailure why = ProviderFailure.of(FailureClass.CAPACITY, "NO_ROOM", "full");
    assertFault(
        create(),
        new ProviderData.InstancesCreated("r", List.of(), Collections.nCopies(2_000, why)),
        "a list of 2,000 reasons");
    Map<String, LaunchProgress> launches =
        IntStream.rangeClosed(0, WellFormed.MOST)
            .boxed()
            .collect(Collectors.toMap(String::valueOf, each -> new LaunchProgress(0, List.of())));
    assertFault(
        listing(),
        new ProviderData.InstanceStatuses(List.of(), true, launches),
        "a list of 100,001 launches");
    assertFault(
        new ProviderOperation.GetAvailableTemplates(context()),
        new ProviderData.AvailableTemplates(Collections.nCopies(200_000, "web"), false),
        "a list of 200,000 templates");
  }

  @Test
  void idsOfAbsurdLengthOrWithControlCharactersAreRefused() {
    assertFault(
        create(), made(machine("i".repeat(1_025), TAGS)), "an id of 1,025 characters, more than");
    assertFault(create(), made(machine("i-1\u001b[2J", TAGS)), "an id with control characters");
    assertFault(
        create(),
        new ProviderData.InstancesCreated("fleet\n1", List.of(), List.of()),
        "an id with control characters");
  }

  @Test
  void tagsWithoutEndAreRefused() {
    Map<String, String> many =
        IntStream.range(0, 300).boxed().collect(Collectors.toMap(String::valueOf, each -> ""));
    assertFault(create(), made(machine("i-1", many)), "a machine with more than 256 tags");
    assertFault(
        create(),
        made(machine("i-1", Map.of("note", "x".repeat(5_000)))),
        "a machine with more than 256 tags, or one longer than 4,096 characters");
  }

  @Test
  void wordsWithoutEndAreCutAndNoSecretIsLeftAtTheCut() {
    String endless = "x".repeat(Struck.LONGEST_TEXT - 4) + "hunter2" + "y".repeat(3_000_000);
    cloud.answer =
        operation ->
            ProviderResult.failure(
                new ProviderFailure(
                    "BROKEN",
                    endless,
                    IntStream.range(0, 1_000)
                        .boxed()
                        .collect(Collectors.toMap(String::valueOf, each -> "x")),
                    FailureClass.PROVIDER,
                    true,
                    false,
                    null));
    ProviderFailure failure = Answers.failure(provider.execute(create()));
    assertThat(failure.message()).hasSize(Struck.LONGEST_TEXT).endsWith("x***\u2026");
    assertThat(failure.details()).hasSize(256);
  }

  @Test
  void aMachineThatWasNamedWithoutTagsIsOfTheCreateThatNamedIt() {
    cloud.answer =
        operation -> ProviderResult.success(made(machine("i-1", Map.of("owner", "ana"))));
    ProviderData.InstancesCreated made =
        Answers.data(provider.execute(create()), ProviderData.InstancesCreated.class);
    assertThat(made.instances().getFirst().tags())
        .containsEntry("owner", "ana")
        .containsAllEntriesOf(TAGS);
  }

  @Test
  void aMachineWithTheTagsOfAnotherLaunchLeavesTheCreateUnknown() {
    assertFault(
        create(),
        made(machine("i-1", Map.of("signalbox:attempt", "req-2-1"))),
        "a machine that has the tags of another launch");
  }

  private void assertFault(ProviderOperation asked, ProviderData said, String fault) {
    cloud.answer = operation -> ProviderResult.success(said);
    ProviderFailure failure = Answers.failure(provider.execute(asked));
    assertThat(failure.code()).isEqualTo("PROVIDER_ERROR");
    assertThat(failure.message()).startsWith("The provider answered with " + fault);
    assertThat(failure.outcomeKnown())
        .isEqualTo(!(asked instanceof ProviderOperation.CreateInstances));
  }

  private static ProviderData made(InstanceInfo machine) {
    return new ProviderData.InstancesCreated("r", List.of(machine), List.of());
  }

  private static InstanceInfo machine(String id, Map<String, String> tags) {
    return new InstanceInfo(
        id, "n", MachineState.RUNNING, null, null, null, "", "t3", "spot", 1, tags, "");
  }

  private OperationContext context() {
    return OperationContext.of("t", time.now().plusSeconds(20)).withIdempotencyKey("k");
  }

  private ProviderOperation create() {
    return new ProviderOperation.CreateInstances(
        new LaunchSpec("web", Map.of()), 1, TAGS, context());
  }

  private ProviderOperation listing() {
    return new ProviderOperation.DescribeResourceInstances(TAGS, context());
  }
}
