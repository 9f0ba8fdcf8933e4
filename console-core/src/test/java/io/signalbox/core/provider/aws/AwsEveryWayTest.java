package io.signalbox.core.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.command.RequestCommand;
import io.signalbox.core.localcloud.faults.CallFault;
import io.signalbox.core.provider.Leftover;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.query.Query;
import io.signalbox.core.request.Machine;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestState;
import io.signalbox.core.testing.AwsLaunch;
import io.signalbox.core.testing.AwsProviders;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a request may meet, by every way to launch: each of the four APIs with each type of fleet,
 * through the whole core, with the cloud's own ledger as the witness.
 */
final class AwsEveryWayTest {

  /** Over the time that a request waits for its machines. */
  private static final Duration OVER = Duration.ofSeconds(300);

  private static final Duration STEP = Duration.ofSeconds(10);

  private static final String INSTALLATION = "signalbox:installation";

  @TempDir Path folder;

  /** With a template of spot machines of two types, of two units each, in one subnet. */
  private AwsConsole console(AwsLaunch launch) throws IOException {
    return new AwsConsole(
        folder,
        """
        {"templates": [{"template_id": "web", %s, "max_instances": 10, "image_id": "%s",
          "subnet_ids": ["%s"], "machine_types": {"c5.large": 2, "m5.large": 2}}]}
        """
            .formatted(fields(launch), AwsWorld.IMAGE, AwsWorld.SUBNET_A));
  }

  private static String fields(AwsLaunch launch) {
    return spot(launch).entrySet().stream()
        .map(field -> "\"%s\": \"%s\"".formatted(field.getKey(), field.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static Map<String, Object> spot(AwsLaunch launch) {
    Map<String, Object> fields = launch.fields();
    fields.put("price_type", "spot");
    return fields;
  }

  private static MachineRequest ended(AwsConsole console, String id) {
    MachineRequest request = console.after(Duration.ofSeconds(3), id);
    for (int i = 0; i < 60 && !request.state().isFinal(); i++) {
      request = console.after(STEP, id);
    }
    assertThat(request.state().isFinal()).as("%s: %s", request.state(), request.message()).isTrue();
    return request;
  }

  private static MachineRequest complete(AwsConsole console, String id) {
    MachineRequest request = ended(console, id);
    assertThat(request.state()).as(request.message()).isEqualTo(RequestState.COMPLETE);
    return request;
  }

  private static <R> R execute(AwsConsole console, RequestCommand<R> command) {
    return console.signalbox.commands().execute(command, AwsConsole.ANA);
  }

  /** As a window works while it is open. */
  private static void pass(AwsConsole console, Duration length) {
    for (long left = length.toSeconds(); left > 0; left -= STEP.toSeconds()) {
      console.time.advance(STEP);
      List<String> all =
          console.ask(new Query.ListRequests(null, Instant.EPOCH, 100)).stream()
              .map(MachineRequest::requestId)
              .toList();
      execute(console, new RequestCommand.Drive(all, true));
    }
  }

  private static List<String> told(MachineRequest request) {
    return request.machines().stream()
        .filter(machine -> !machine.late() && !machine.state().isGone())
        .filter(machine -> machine.state() != MachineState.SHUTTING_DOWN)
        .map(Machine::machineId)
        .toList();
  }

  private static void returned(AwsConsole console, String id) {
    complete(console, execute(console, new RequestCommand.ReturnRequest(id, "done")).requestId());
  }

  /** Nor will there be: what AWS would launch in their place is given its time. */
  private static void noMachineIsLeft(AwsConsole console) {
    pass(console, Duration.ofMinutes(1));
    assertThat(console.alive()).as("machines").isEmpty();
  }

  private static void nothingIsLeft(AwsConsole console, AwsLaunch launch) {
    noMachineIsLeft(console);
    assertThat(console.ledger.groups(AwsWorld.REGION)).as("fleets and groups").isEmpty();
    assertThat(console.ledger.launchTemplates(AwsWorld.REGION))
        .as("launch templates, but one that was launched from lately")
        .hasSizeLessThanOrEqualTo(launch.sharesTemplates() ? 1 : 0);
  }

  @ParameterizedTest
  @EnumSource
  void aLostReplyMakesNoMachineTwiceAndAllAreReturned(AwsLaunch launch) throws IOException {
    try (AwsConsole console = console(launch)) {
      // Fleets and groups are looked for before they are asked for again.
      console.cloud.faults().honourTokens(launch.isStepwise());
      console.cloud.faults().add(CallFault.once(launch.create(), CallFault.Effect.LOST_AFTER));
      String id = console.submit(3);
      MachineRequest running = complete(console, id);
      assertThat(running.machines()).hasSize(3).extracting(Machine::units).containsOnly(2);
      assertThat(running.machines())
          .allSatisfy(machine -> {
            assertThat(machine.state()).isEqualTo(MachineState.RUNNING);
            assertThat(machine.name()).startsWith("ip-10-");
          });
      assertThat(running.message()).contains("3 of 3 machines running (6 capacity units)");
      assertThat(told(running)).hasSameElementsAs(console.alive());
      returned(console, id);
      nothingIsLeft(console, launch);
    }
  }

  @ParameterizedTest
  @EnumSource
  void someAreReturnedAndNotReplaced(AwsLaunch launch) throws IOException {
    try (AwsConsole console = console(launch)) {
      String id = console.submit(3);
      List<String> all = told(complete(console, id));
      complete(
          console,
          execute(console, new RequestCommand.ReturnMachines(all.subList(0, 1), "one"))
              .requestId());
      pass(console, Duration.ofMinutes(2));
      assertThat(console.alive()).hasSameElementsAs(all.subList(1, 3));
      returned(console, id);
      nothingIsLeft(console, launch);
    }
  }

  /** One machine of each type has room; what comes once there is more is not kept. */
  @ParameterizedTest
  @EnumSource
  void fewerThanAskedSayWhyAndAreReturned(AwsLaunch launch) throws IOException {
    try (AwsConsole console = console(launch)) {
      console.cloud.faults().capacity("*", 1);
      String id = console.submit(3);
      pass(console, launch.isMaintained() ? OVER : Duration.ofMinutes(1));
      MachineRequest ended = ended(console, id);
      assertThat(ended.state()).as(ended.message()).isEqualTo(RequestState.PARTIAL);
      assertThat(ended.message())
          .containsAnyOf("no more room for", "apacity")
          .contains("2 of 3 machines");
      assertThat(told(ended)).hasSize(2).hasSameElementsAs(console.alive());
      console.cloud.faults().clear();
      pass(console, Duration.ofMinutes(8));
      assertThat(console.alive()).hasSameElementsAs(told(ended));
      returned(console, id);
      nothingIsLeft(console, launch);
    }
  }

  @ParameterizedTest
  @EnumSource
  void noRoomAtAllSaysSoAndLeavesNothing(AwsLaunch launch) throws IOException {
    try (AwsConsole console = console(launch)) {
      console.cloud.faults().capacity("*", 0);
      String id = console.submit(2);
      pass(console, launch.isMaintained() ? OVER : Duration.ofMinutes(1));
      MachineRequest ended = ended(console, id);
      assertThat(ended.state())
          .as(ended.message())
          .isEqualTo(launch.isMaintained() ? RequestState.TIMEOUT : RequestState.FAILED);
      assertThat(ended.message())
          .containsAnyOf("InsufficientInstanceCapacity", "INSUFFICIENT_INSTANCE_CAPACITY");
      console.cloud.faults().clear();
      pass(console, Duration.ofMinutes(8));
      nothingIsLeft(console, launch);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anInterruptedMachineIsToldAndWhatReplacesItIsSwept(AwsLaunch launch) throws IOException {
    try (AwsConsole console = console(launch)) {
      String id = console.submit(2);
      List<String> both = told(complete(console, id));
      console.cloud.interrupt(both.getFirst());
      pass(console, Duration.ofSeconds(30));
      execute(console, new RequestCommand.CheckMachines());
      MachineRequest looked = console.after(Duration.ofSeconds(1), id);
      assertThat(told(looked)).containsExactly(both.getLast());
      assertThat(looked.machines())
          .filteredOn(machine -> machine.machineId().equals(both.getFirst()))
          .singleElement()
          .satisfies(machine -> assertThat(machine.toString()).containsIgnoringCase("spot"));
      assertThat(console.alive()).as("AWS fills up").hasSize(launch.isMaintained() ? 2 : 1);

      console.time.advance(Duration.ofMinutes(20));
      execute(console, new RequestCommand.Sweep(false));
      pass(console, Duration.ofMinutes(2));
      assertThat(console.alive()).containsExactly(both.getLast());
      returned(console, id);
      if (launch == AwsLaunch.INSTANT_FLEET) {
        // One that lost a machine by itself is deleted by the sweep after a day, no earlier:
        // deleting it would end what a late listing does not show yet.
        noMachineIsLeft(console);
      } else {
        nothingIsLeft(console, launch);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MAINTAINED_FLEET", "MAINTAINED_SPOT_FLEET", "GROUP"})
  void theSweepTakesAwayWhatARequestLeftThatEndedWithoutMachines(AwsLaunch launch)
      throws IOException {
    try (AwsConsole console = console(launch)) {
      console.cloud.faults().capacity("*", 0);
      String id = console.submit(2);
      console.time.advance(Duration.ofMinutes(16));
      assertThat(execute(console, new RequestCommand.Sweep(true)).leftovers())
          .as("its request waits for machines")
          .isEmpty();
      assertThat(ended(console, id).state()).isEqualTo(RequestState.TIMEOUT);
      List<String> made = console.ledger.groups(AwsWorld.REGION);
      assertThat(made).hasSize(1);
      for (boolean dryRun : new boolean[] {true, false}) {
        assertThat(left(console, dryRun))
            .first()
            .satisfies(left -> {
              assertThat(left.id()).isEqualTo(made.getFirst());
              assertThat(left.removed()).isEqualTo(!dryRun);
            });
        assertThat(console.ledger.groups(AwsWorld.REGION)).hasSize(dryRun ? 1 : 0);
      }
      assertThat(left(console, false)).isEmpty();
      assertThat(console.ledger.launchTemplates(AwsWorld.REGION)).isEmpty();
    }
  }

  private static List<Leftover> left(AwsConsole console, boolean dryRun) {
    return execute(console, new RequestCommand.Sweep(dryRun))
        .leftovers()
        .getOrDefault(AwsConsole.PROVIDER, List.of());
  }

  /** As a process leaves them that was killed before it wrote of whom they are. */
  @ParameterizedTest
  @EnumSource
  void machinesOfNoRequestAreSwept(AwsLaunch launch) throws IOException {
    try (AwsConsole console = console(launch)) {
      String id = console.submit(1);
      List<String> own = told(complete(console, id));
      past(console, launch);
      assertThat(console.alive()).hasSize(3);
      execute(console, new RequestCommand.Sweep(false));
      pass(console, Duration.ofSeconds(30));
      assertThat(console.alive()).as("too young").hasSize(3);
      console.time.advance(Duration.ofMinutes(20));
      assertThat(execute(console, new RequestCommand.Sweep(true)).orphans().values())
          .singleElement(InstanceOfAssertFactories.LIST)
          .hasSize(2);
      execute(console, new RequestCommand.Sweep(false));
      pass(console, Duration.ofMinutes(2));
      assertThat(console.alive()).containsExactlyElementsOf(own);
      returned(console, id);
      nothingIsLeft(console, launch);
    }
  }

  /** Two machines with the tag of the installation, of which no request knows. */
  private void past(AwsConsole console, AwsLaunch launch) {
    ProviderStrategy past =
        AwsProviders.at(
            console.cloud.endpoint(),
            AwsWorld.REGION,
            AwsConsole.PROVIDER,
            folder.resolve(".signalbox"),
            console.time);
    OperationContext context =
        OperationContext.of("past", console.time.now().plus(Duration.ofSeconds(20)));
    Map<String, String> tags =
        AwsWorld.listed(
                past.execute(new ProviderOperation.DescribeResourceInstances(Map.of(), context)))
            .getFirst()
            .tags();
    AwsWorld.data(
        past.execute(
            new ProviderOperation.CreateInstances(
                AwsWorld.spec(spot(launch)),
                2,
                Map.of(INSTALLATION, tags.get(INSTALLATION)),
                context.withIdempotencyKey("past"))));
    // A fleet is filled when somebody looks.
    console.time.advance(Duration.ofSeconds(15));
    AwsWorld.listed(
        past.execute(new ProviderOperation.DescribeResourceInstances(Map.of(), context)));
    past.close();
  }
}
