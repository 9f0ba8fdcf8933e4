package io.signalbox.core.provider.aws;

import io.signalbox.core.provider.ConnectionFinding;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.FieldFinding;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.Leftovers;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.PriceEstimate;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.provider.aws.checks.ConnectionTest;
import io.signalbox.core.provider.aws.checks.HealthChecks;
import io.signalbox.core.provider.aws.checks.ImageNames;
import io.signalbox.core.provider.aws.checks.LiveChecks;
import io.signalbox.core.provider.aws.checks.QuotaCheck;
import io.signalbox.core.provider.aws.checks.TemplateChecks;
import io.signalbox.core.provider.aws.client.AwsClients;
import io.signalbox.core.provider.aws.client.Caller;
import io.signalbox.core.provider.aws.launch.AwsApis;
import io.signalbox.core.provider.aws.launch.Images;
import io.signalbox.core.provider.aws.launch.LaunchJournal;
import io.signalbox.core.provider.aws.launch.Launching;
import io.signalbox.core.provider.aws.launch.ec2fleet.Ec2Fleets;
import io.signalbox.core.provider.aws.launch.fleet.FleetApi;
import io.signalbox.core.provider.aws.launch.fleet.FleetFollowing;
import io.signalbox.core.provider.aws.launch.fleet.FleetLaunches;
import io.signalbox.core.provider.aws.launch.fleet.FleetNote;
import io.signalbox.core.provider.aws.launch.fleet.FleetReturns;
import io.signalbox.core.provider.aws.launch.fleet.FleetSweep;
import io.signalbox.core.provider.aws.launch.fleet.Unneeded;
import io.signalbox.core.provider.aws.launch.group.Groups;
import io.signalbox.core.provider.aws.launch.instances.RunInstancesLaunch;
import io.signalbox.core.provider.aws.launch.spotfleet.SpotFleets;
import io.signalbox.core.provider.aws.launch.template.LaunchTemplates;
import io.signalbox.core.provider.aws.machines.Listings;
import io.signalbox.core.provider.aws.machines.Terminations;
import io.signalbox.core.provider.aws.prices.AwsPrices;
import io.signalbox.core.provider.aws.quotas.VcpuQuotas;
import io.signalbox.core.provider.aws.settings.AwsSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Each operation and who carries it out. The first class on the way that needs AWS's SDK.
 * Thread-safe.
 */
final class AwsOperations implements AutoCloseable {

  private final AwsSettings settings;
  private final TimeSource time;
  private final AwsClients clients;
  private final Caller caller;
  private final Images images;
  private final RunInstancesLaunch instances;
  private final Map<String, Launching> ways;
  private final Listings listings;
  private final FleetFollowing following;
  private final FleetReturns returns;
  private final FleetSweep sweep;
  private final HealthChecks health;
  private final FormerRegions regions;
  private final QuotaCheck quotas;
  private final AwsPrices prices;

  /**
   * @throws IllegalArgumentException if the settings or the profile they name lack something
   */
  AwsOperations(AwsSettings settings, TimeSource time, Path folder) {
    this(settings, time, folder, new AwsClients(settings, time));
  }

  /**
   * @param clients what calls are made with; it closes them
   */
  AwsOperations(AwsSettings settings, TimeSource time, Path folder, AwsClients clients) {
    this.settings = settings;
    this.time = time;
    this.clients = clients;
    this.caller = new Caller(time);
    this.images = new Images(clients, caller);
    this.instances = new RunInstancesLaunch(clients, caller, images, folder);
    this.listings = new Listings(clients, caller);
    this.regions =
        new FormerRegions(settings, clients.region(), caller, time, folder.resolve("regions"));
    VcpuQuotas vcpus = new VcpuQuotas(clients, caller, time);
    this.health = new HealthChecks(clients, caller, vcpus, time);
    this.quotas = new QuotaCheck(clients, caller, vcpus);
    this.prices = new AwsPrices(clients, caller, settings.prices(), time);
    List<FleetApi> fleets =
        List.of(
            new Ec2Fleets(clients, caller),
            new SpotFleets(clients, caller),
            new Groups(clients, caller, time));
    LaunchTemplates templates =
        new LaunchTemplates(
            clients, caller, images, settings.provider(), folder.resolve("templates"));
    LaunchJournal<FleetNote> notes = new LaunchJournal<>(folder.resolve("fleets"), FleetNote.class);
    Unneeded unneeded = new Unneeded(templates, notes);
    this.following = new FleetFollowing(fleets, notes, clients.region());
    this.returns =
        new FleetReturns(fleets, notes, unneeded, listings, new Terminations(clients, caller));
    this.sweep =
        new FleetSweep(
            fleets,
            notes,
            folder.resolve("sweeps"),
            templates,
            unneeded,
            listings,
            clients.region());
    this.ways = new LinkedHashMap<>();
    ways.put(AwsApis.RUN_INSTANCES, instances);
    fleets.forEach(api ->
        ways.put(
            api.api(),
            new FleetLaunches(api, templates, notes, unneeded, sweep, clients.region())));
  }

  ProviderResult execute(ProviderOperation operation) {
    return caller.noting(operation.context().calls(), () -> carriedOut(operation));
  }

  /** A little sooner than the deadline, so that what was found until then is told. */
  List<ConnectionFinding> test(OperationContext context) {
    return new ConnectionTest(
            settings, clients, caller, context.deadline().minus(Duration.ofSeconds(1)))
        .run();
  }

  private ProviderResult carriedOut(ProviderOperation operation) {
    Instant deadline = operation.context().deadline();
    return switch (operation) {
      case ProviderOperation.CreateInstances create -> create(create);
      case ProviderOperation.TerminateInstances terminate ->
          returns.terminate(terminate.machineIds(), deadline);
      case ProviderOperation.GetInstanceStatus status ->
          whole(listings.named(status.machineIds(), deadline), deadline);
      case ProviderOperation.DescribeResourceInstances describe ->
          described(describe.tags(), deadline);
      case ProviderOperation.ValidateTemplate validate -> validate(validate.spec(), deadline);
      case ProviderOperation.GetAvailableTemplates templates ->
          ImageNames.list(clients, caller, deadline);
      case ProviderOperation.HealthCheck check -> health.check(deadline);
    };
  }

  /** What launches have left beside machines. */
  Leftovers leftovers(
      Map<String, String> tags, Predicate<String> isOpen, boolean remove, Instant deadline) {
    try {
      return sweep.sweep(tags, isOpen, remove, time.now(), deadline);
    } catch (IOException e) {
      return new Leftovers(
          List.of(), "What launches have left cannot be told without their notes: " + e);
    }
  }

  /** What a machine of each template costs. */
  List<PriceEstimate> prices(List<LaunchSpec> specs, Instant deadline) {
    return prices.of(specs, deadline);
  }

  /** Machines, and how far launches are whose machines come by and by. */
  private ProviderResult described(Map<String, String> tags, Instant deadline) {
    ProviderResult result = whole(listings.tagged(tags, deadline), deadline);
    // What a listing lacks of a launch would pass for given up.
    return result instanceof ProviderResult.Success(ProviderData.InstanceStatuses listed)
            && listed.complete()
        ? ProviderResult.success(
            new ProviderData.InstanceStatuses(
                listed.instances(),
                listed.complete(),
                following.progress(tags, listed.instances(), deadline),
                listed.problem()))
        : result;
  }

  /** A listing, which is not all where machines live in a region that is not listed. */
  private ProviderResult whole(ProviderResult result, Instant deadline) {
    if (!(result instanceof ProviderResult.Success(ProviderData.InstanceStatuses listed))
        || !listed.complete()) {
      return result;
    }
    return regions
        .elsewhere(deadline)
        .map(why ->
            ProviderResult.success(
                new ProviderData.InstanceStatuses(listed.instances(), false, Map.of(), why)))
        .orElse(result);
  }

  private static String api(LaunchSpec spec) {
    return spec.text("provider_api").orElse(AwsApis.RUN_INSTANCES);
  }

  private FieldFinding unsupported(LaunchSpec spec) {
    return new FieldFinding(
        "provider_api",
        "API '%s' is not supported by this version of type aws, which launches with %s"
            .formatted(api(spec), String.join(", ", ways.keySet())));
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
    Launching way = ways.get(api(create.spec()));
    if (way == null) {
      return refused("INVALID_PARAMETER", unsupported(create.spec()).text());
    }
    List<FieldFinding> errors = TemplateChecks.errors(create.spec(), way);
    if (!errors.isEmpty()) {
      return refused(
          "INVALID_PARAMETER",
          errors.stream().map(FieldFinding::text).collect(Collectors.joining("; ")));
    }
    Optional<String> elsewhere = regions.elsewhere(create.context().deadline());
    if (elsewhere.isPresent()) {
      return ProviderResult.failure(
          ProviderFailure.of(FailureClass.PROVIDER, "REGION_CHANGED", elsewhere.get()));
    }
    try {
      regions.launching(create.tags());
    } catch (IOException e) {
      return ProviderResult.failure(
          ProviderFailure.of(
              FailureClass.PROVIDER,
              "JOURNAL_UNAVAILABLE",
              "The launch was not sent, because its region cannot be noted first: " + e));
    }
    return way.launch(create, key, time.now());
  }

  /** What is wrong by itself is told without a call: EC2 would say it once more. */
  private ProviderResult validate(LaunchSpec spec, Instant deadline) {
    Launching way = ways.get(api(spec));
    if (way == null) {
      return ProviderResult.success(
          new ProviderData.TemplateChecked(List.of(unsupported(spec)), List.of()));
    }
    List<FieldFinding> errors = new ArrayList<>(TemplateChecks.errors(spec, way));
    List<FieldFinding> warnings = new ArrayList<>(TemplateChecks.warnings(spec, api(spec), way));
    if (errors.isEmpty()) {
      LiveChecks live = new LiveChecks(clients, caller, spec, deadline);
      Optional<ProviderFailure> failure = live.run(images, instances, quotas);
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
