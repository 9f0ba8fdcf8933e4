package io.signalbox.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.command.Caller;
import io.signalbox.core.command.RequestCommand;
import io.signalbox.core.command.TemplateCommand;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.query.Query;
import io.signalbox.core.request.Machine;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestState;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.store.MigratedStore;
import io.signalbox.core.template.ValidationLevel;
import io.signalbox.core.testing.Hanging;
import io.signalbox.core.testing.HostileFactory;
import io.signalbox.core.testing.HostileFactory.Mode;
import io.signalbox.core.testing.ManualTime;
import io.signalbox.core.testing.PluginFolder;
import io.signalbox.core.testing.SimulatedClouds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Providers that break every promise of the interface, each beside one that keeps them. */
final class HostileProvidersTest {

  private static final Caller ANA = new Caller("ana (test)", "trace-1", false);

  @TempDir Path folder;
  @TempDir Path plugins;
  private final ManualTime time = new ManualTime();
  private final Hanging hanging = new Hanging();

  @BeforeEach
  void hang() {
    HostileFactory.hanging = hanging;
  }

  @AfterEach
  void letGo() throws InterruptedException {
    hanging.letGo();
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aHostileProviderHarmsOnlyItself(Mode mode) throws Exception {
    try (Signalbox signalbox = open(mode)) {
      ConsoleSnapshot all = pumped(() -> signalbox.queries().ask(new Query.Snapshot()));
      assertThat(all.providers()).as("the first screen answers").hasSize(2);
      assertThat(all.toString()).doesNotContain(HostileFactory.SECRET);
      MachineRequest good = submit(signalbox, "good", 2);
      time.advance(Duration.ofSeconds(20));
      assertThat(drive(signalbox, good).state()).isEqualTo(RequestState.COMPLETE);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Mode.class,
      names = {"IGNORES_TAGS", "LATE", "NAMES_LATER", "CANNOT_BE_MADE"},
      mode = EnumSource.Mode.EXCLUDE)
  void aRequestWhoseCreateNobodyKnowsIsNeverToldAsFailed(Mode mode) throws Exception {
    try (Signalbox signalbox = open(mode)) {
      MachineRequest request = submit(signalbox, "bad", 1);
      assertThat(request.state()).as(request.message()).isEqualTo(RequestState.ACQUIRING);
      time.advance(Duration.ofSeconds(30));
      MachineRequest later = drive(signalbox, request);
      assertThat(later.state()).as(later.message()).isEqualTo(RequestState.ACQUIRING);
      assertThat(later.toString()).doesNotContain(HostileFactory.SECRET);
      assertThat(signalbox.queries().ask(new Query.RequestTimeline(request.requestId())).toString())
          .doesNotContain(HostileFactory.SECRET);
    }
  }

  @Test
  void aCreateThatWasAnsweredTooLateIsFoundAndNotMadeAgain() throws Exception {
    try (Signalbox signalbox = open(Mode.LATE)) {
      MachineRequest request = submit(signalbox, "bad", 2);
      assertThat(request.state()).isEqualTo(RequestState.ACQUIRING);
      hanging.letGo();
      time.advance(Duration.ofSeconds(30));
      MachineRequest later = drive(signalbox, request);
      time.advance(Duration.ofSeconds(30));
      later = later.state().isFinal() ? later : drive(signalbox, request);
      assertThat(later.state()).as(later.message()).isEqualTo(RequestState.COMPLETE);
      assertThat(alive()).hasSize(2);
    }
  }

  @Test
  void aLaunchWhoseMachinesAreNamedLaterIsFollowedToItsEndAndAskedForNowhereElse()
      throws Exception {
    try (Signalbox signalbox = open(Mode.NAMES_LATER)) {
      MachineRequest request = submit(signalbox, "bad", 2);
      assertThat(request.state()).as(request.message()).isEqualTo(RequestState.ACQUIRING);
      time.advance(Duration.ofSeconds(5));
      request = drive(signalbox, request);
      assertThat(request.state()).as(request.message()).isEqualTo(RequestState.ACQUIRING);
      assertThat(request.machines()).isEmpty();
      time.advance(Duration.ofSeconds(30));
      request = drive(signalbox, request);
      assertThat(request.state()).as(request.message()).isEqualTo(RequestState.COMPLETE);
      assertThat(request.machines()).hasSize(2);
      assertThat(alive()).hasSize(2);
    }
  }

  @Test
  void aTypeThatDeclaresNoLaunchApiTakesAnyInChoosingAsInValidating() throws Exception {
    try (Signalbox signalbox = open(Mode.NAMES_LATER)) {
      Files.writeString(
          folder.resolve("templates.json"),
          "{\"templates\": [{\"template_id\": \"web\", \"provider_api\": \"PodGroup\"}]}");
      signalbox.commands().execute(new TemplateCommand.Refresh(), ANA);
      assertThat(
              signalbox
                  .queries()
                  .ask(new Query.ValidateTemplates("web", "bad", ValidationLevel.LENIENT, false)))
          .allSatisfy(report -> assertThat(report.valid()).isTrue());
      assertThat(submit(signalbox, "bad", 1).state()).isEqualTo(RequestState.ACQUIRING);
    }
  }

  @Test
  void foreignMachinesOfAProviderThatIgnoresTagsAreNeitherTakenNorTerminated() throws Exception {
    try (Signalbox signalbox = open(Mode.IGNORES_TAGS)) {
      cloud()
          .execute(
              new ProviderOperation.CreateInstances(
                  new LaunchSpec("theirs", Map.of()),
                  2,
                  Map.of("signalbox:installation", "another"),
                  context().withIdempotencyKey("theirs")));
      MachineRequest request = submit(signalbox, "bad", 1);
      time.advance(Duration.ofMinutes(10));
      request = drive(signalbox, request);
      assertThat(request.state()).as(request.message()).isEqualTo(RequestState.COMPLETE);
      signalbox.commands().execute(new RequestCommand.Sweep(false), ANA);
      time.advance(Duration.ofMinutes(1));
      assertThat(signalbox.queries().ask(new Query.ListMachines(null, true, 100)))
          .extracting(Machine::requestId)
          .containsExactly(request.requestId());
      assertThat(alive()).as("ours and both of theirs").hasSize(3);
    }
  }

  @Test
  void aTypeWhoseCodeDoesNotLinkIsAnAlertOfItsProvider() throws Exception {
    try (Signalbox signalbox = open(Mode.CANNOT_BE_MADE)) {
      ConsoleSnapshot all = signalbox.queries().ask(new Query.Snapshot());
      assertThat(all.alerts())
          .anySatisfy(alert -> {
            assertThat(alert.subject()).isEqualTo("bad");
            assertThat(alert.detail()).contains("PROVIDER_ERROR").contains("com/acme/Sdk");
          });
    }
  }

  private Signalbox open(Mode mode) throws Exception {
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"provider": {"providers": [
          {"name": "good", "type": "simulated"},
          {"name": "bad", "type": "hostile", "config": {"mode": "%s"}}]}}
        """
            .formatted(mode));
    Files.writeString(
        folder.resolve("templates.json"),
        "{\"templates\": [{\"template_id\": \"web\", \"max_instances\": 5}]}");
    Secrets.ofProcess().add(HostileFactory.SECRET);
    try (PluginFolder installed = new PluginFolder(plugins, HostileFactory.class.getName())) {
      MigratedStore.in(folder.resolve(".signalbox"));
      return Signalbox.open(SignalboxOptions.of(folder).time(time).seed(1).build());
    }
  }

  private MachineRequest submit(Signalbox signalbox, String provider, int count) throws Exception {
    return pumped(() ->
        signalbox
            .commands()
            .execute(new RequestCommand.Submit("web", count, provider, null, null), ANA));
  }

  private MachineRequest drive(Signalbox signalbox, MachineRequest request) throws Exception {
    return pumped(() ->
            signalbox
                .commands()
                .execute(new RequestCommand.Drive(List.of(request.requestId())), ANA))
        .getFirst()
        .request();
  }

  /** Does something on a thread of its own, and moves the clock past the deadline of what hangs. */
  private <T> T pumped(Supplier<T> work) throws Exception {
    CompletableFuture<T> done =
        CompletableFuture.supplyAsync(work, task -> Thread.ofVirtual().start(task));
    while (!done.isDone()) {
      if (hanging.begins()) {
        time.advance(Duration.ofSeconds(25));
      }
    }
    return done.get();
  }

  private OperationContext context() {
    return OperationContext.of("t", time.now().plusSeconds(60));
  }

  private ProviderStrategy cloud() {
    return SimulatedClouds.cloud("bad", folder.resolve(".signalbox"), time, Map.of());
  }

  private List<InstanceInfo> alive() {
    ProviderResult result =
        cloud().execute(new ProviderOperation.DescribeResourceInstances(Map.of(), context()));
    return ((ProviderData.InstanceStatuses) ((ProviderResult.Success) result).data())
        .instances().stream().filter(each -> each.state() != MachineState.TERMINATED).toList();
  }
}
