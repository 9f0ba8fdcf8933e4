package io.signalbox.app.ui.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.ui.draft.Drafts;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.Signalbox;
import io.signalbox.core.SignalboxOptions;
import io.signalbox.core.command.Caller;
import io.signalbox.core.command.RequestCommand;
import io.signalbox.core.localcloud.LocalCloud;
import io.signalbox.core.localcloud.faults.CallFault;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.request.Machine;
import io.signalbox.core.request.SweepReport;
import io.signalbox.core.testing.AwsProviders;
import io.signalbox.core.testing.CloudLedger;
import io.signalbox.core.testing.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The view of the sweep over the whole core, at a cloud that speaks the wire of AWS, whose own
 * ledger is the witness: it has a machine of a request and one of no request.
 */
final class SweepOverAwsTest {

  private static final String REGION = "us-east-1";

  private static final Map<String, Object> TEMPLATE =
      Map.of(
          "template_id", "web",
          "provider_api", "RunInstances",
          "image_id", "ami-00000000000000101",
          "instance_type", "t3.micro",
          "subnet_ids", List.of("subnet-00000000000000101"),
          "price_type", "ondemand");

  @TempDir private Path folder = Path.of("");
  private final ManualTime time = new ManualTime();
  private LocalCloud cloud;
  private CloudLedger ledger;
  private Signalbox signalbox;
  private SweepModel model;
  private List<String> own;

  @BeforeEach
  void open() throws IOException {
    Path kept = folder.resolve("cloud");
    cloud = LocalCloud.start(LocalCloud.Options.usual().folder(kept).time(time));
    ledger = new CloudLedger(kept);
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"provider": {"providers": [{"name": "aws-east", "type": "aws", "config": {
          "region": "%s", "endpoint": "%s",
          "access_key": "${REHEARSAL_KEY}", "secret_key": "${REHEARSAL_SECRET}"}}]}}
        """
            .formatted(REGION, cloud.endpoint()));
    Files.writeString(
        folder.resolve("templates.json"),
        """
        {"templates": [{"template_id": "web", "provider_api": "RunInstances", "max_instances": 10,
          "image_id": "ami-00000000000000101", "subnet_ids": ["subnet-00000000000000101"],
          "instance_type": "t3.micro", "price_type": "ondemand"}]}
        """);
    signalbox =
        Signalbox.open(
            SignalboxOptions.of(folder)
                .environment(Map.of("REHEARSAL_KEY", "AKIAREHEARSAL", "REHEARSAL_SECRET", "s3cr3t"))
                .time(time)
                .seed(1)
                .build());
    model =
        new SweepModel(
            new UiServices(
                signalbox.queries(),
                signalbox.commands(),
                () -> {},
                Runnable::run,
                Runnable::run,
                time,
                "ana (window)",
                Drafts.inMemory()),
            () -> {});
    String id = execute(new RequestCommand.Submit("web", 1, null, null, null)).requestId();
    time.advance(Duration.ofSeconds(10));
    execute(new RequestCommand.Drive(List.of(id)));
    own = ledger.machines(REGION);
    launchPastTheCore();
    time.advance(Duration.ofMinutes(20));
  }

  @AfterEach
  void close() throws IOException {
    signalbox.close();
    cloud.close();
  }

  private <R> R execute(RequestCommand<R> command) {
    return signalbox.commands().execute(command, new Caller("ana (window)", "trace-1", false));
  }

  /** With the tag of this installation, as a process leaves it that was killed. */
  private void launchPastTheCore() {
    try (ProviderStrategy past =
        AwsProviders.at(cloud.endpoint(), REGION, "past", folder.resolve("past"), time)) {
      OperationContext context =
          OperationContext.of("past", time.now().plus(Duration.ofSeconds(20)));
      var listed =
          (ProviderData.InstanceStatuses)
              ((ProviderResult.Success)
                      past.execute(
                          new ProviderOperation.DescribeResourceInstances(Map.of(), context)))
                  .data();
      String installation = listed.instances().getFirst().tags().get("signalbox:installation");
      assertThat(
              past.execute(
                      new ProviderOperation.CreateInstances(
                          new LaunchSpec("web", TEMPLATE),
                          1,
                          Map.of("signalbox:installation", installation),
                          context.withIdempotencyKey("past")))
                  .isSuccess())
          .isTrue();
    }
  }

  private SweepReport found() {
    assertThat(model.stateProperty().get()).isInstanceOf(SweepModel.State.Found.class);
    return ((SweepModel.State.Found) model.stateProperty().get()).report();
  }

  private static List<String> ids(SweepReport report) {
    return report.orphans().getOrDefault("aws-east", List.of()).stream()
        .map(InstanceInfo::machineId)
        .toList();
  }

  @Test
  void whatNoRequestHoldsIsShownFirstAndReleasedWhenAskedTo() {
    model.look();
    assertThat(ids(found())).hasSize(1).doesNotContainAnyElementsOf(own);
    assertThat(model.action()).isEqualTo("Release 1 machine");
    assertThat(ledger.machines(REGION)).as("looking releases nothing").hasSize(2);

    model.release();
    assertThat(SweepModel.sum(found())).isEqualTo("1 machine being returned");
    assertThat(ledger.machines(REGION)).isEqualTo(own);

    model.look();
    assertThat(ids(found())).isEmpty();
    assertThat(model.refusal()).startsWith("No machine is without a request");
  }

  @Test
  void aListingThatFailsReleasesNothing() {
    model.look();
    cloud.faults().add(CallFault.error("DescribeInstances", "UnauthorizedOperation", 403).times(0));
    model.release();
    assertThat(SweepModel.sum(found())).isEqualTo("1 provider not listed");
    assertThat(found().skipped().get("aws-east")).contains("ec2:DescribeInstances");
    assertThat(ledger.machines(REGION)).hasSize(2);
  }

  /** Somebody ends the request's machine past us, and the cloud forgets it. */
  @Test
  void aRecordThatTheCloudDoesNotKnowIsTold() {
    try (ProviderStrategy past =
        AwsProviders.at(cloud.endpoint(), REGION, "past", folder.resolve("past"), time)) {
      past.execute(
          new ProviderOperation.TerminateInstances(
              own, OperationContext.of("past", time.now().plus(Duration.ofSeconds(20)))));
    }
    time.advance(Duration.ofHours(2));
    model.look();
    assertThat(found().missing()).extracting(Machine::machineId).isEqualTo(own);
    assertThat(ids(found())).as("the other one").hasSize(1);
  }
}
