package io.signalbox.core.provider.aws;

import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.FieldFinding;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.provider.aws.checks.HealthChecks;
import io.signalbox.core.provider.aws.checks.ImageNames;
import io.signalbox.core.provider.aws.checks.LiveChecks;
import io.signalbox.core.provider.aws.checks.TemplateChecks;
import io.signalbox.core.provider.aws.client.AwsClients;
import io.signalbox.core.provider.aws.client.Caller;
import io.signalbox.core.provider.aws.launch.Images;
import io.signalbox.core.provider.aws.launch.RunInstancesLaunch;
import io.signalbox.core.provider.aws.machines.Listings;
import io.signalbox.core.provider.aws.machines.Terminations;
import io.signalbox.core.provider.aws.settings.AwsSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Each operation and who carries it out. The first class on the way that needs AWS's SDK.
 * Thread-safe.
 */
final class AwsOperations implements AutoCloseable {

  private final TimeSource time;
  private final AwsClients clients;
  private final Caller caller;
  private final Images images;
  private final RunInstancesLaunch launch;
  private final Listings listings;
  private final Terminations terminations;
  private final HealthChecks health;

  /**
   * @throws IllegalArgumentException if the settings or the profile they name lack something
   */
  AwsOperations(AwsSettings settings, TimeSource time, Path folder) {
    this.time = time;
    this.clients = new AwsClients(settings);
    this.caller = new Caller(time);
    this.images = new Images(clients, caller);
    this.launch = new RunInstancesLaunch(clients, caller, images, folder);
    this.listings = new Listings(clients, caller);
    this.terminations = new Terminations(clients, caller);
    this.health = new HealthChecks(clients, caller, time);
  }

  ProviderResult execute(ProviderOperation operation) {
    Instant deadline = operation.context().deadline();
    return switch (operation) {
      case ProviderOperation.CreateInstances create -> create(create);
      case ProviderOperation.TerminateInstances terminate ->
          terminations.terminate(terminate.machineIds(), deadline);
      case ProviderOperation.GetInstanceStatus status ->
          listings.named(status.machineIds(), deadline);
      case ProviderOperation.DescribeResourceInstances describe ->
          listings.tagged(describe.tags(), deadline);
      case ProviderOperation.ValidateTemplate validate -> validate(validate.spec(), deadline);
      case ProviderOperation.GetAvailableTemplates templates ->
          ImageNames.list(clients, caller, deadline);
      case ProviderOperation.HealthCheck check -> health.check(deadline);
    };
  }

  private ProviderResult create(ProviderOperation.CreateInstances create) {
    String key = create.context().idempotencyKey();
    if (key == null || key.isBlank()) {
      return refused("MISSING_IDEMPOTENCY_KEY", "A launch needs an idempotency key");
    }
    if (create.count() < 1) {
      return refused(
          "INVALID_COUNT", "Asked for " + create.count() + " machines, expected 1 or more");
    }
    List<FieldFinding> errors = TemplateChecks.errors(create.spec());
    return errors.isEmpty()
        ? launch.launch(create, key, time.now())
        : refused(
            "INVALID_PARAMETER",
            errors.stream().map(FieldFinding::text).collect(Collectors.joining("; ")));
  }

  /** What is wrong by itself is told without a call: EC2 would say it once more. */
  private ProviderResult validate(LaunchSpec spec, Instant deadline) {
    List<FieldFinding> errors = new ArrayList<>(TemplateChecks.errors(spec));
    List<FieldFinding> warnings = new ArrayList<>(TemplateChecks.warnings(spec));
    if (errors.isEmpty()) {
      LiveChecks live = new LiveChecks(clients, caller, spec, deadline);
      Optional<ProviderFailure> failure = live.run(images, launch);
      if (failure.isPresent()) {
        return ProviderResult.failure(failure.get());
      }
      errors.addAll(live.errors());
      warnings.addAll(live.warnings());
    }
    return ProviderResult.success(new ProviderData.TemplateChecked(errors, warnings));
  }

  private static ProviderResult refused(String code, String message) {
    return ProviderResult.failure(ProviderFailure.of(FailureClass.REQUEST, code, message));
  }

  @Override
  public void close() {
    clients.close();
  }
}
