package io.signalbox.core.provider.aws;

import io.signalbox.core.provider.FieldFinding;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchProgress;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.Leftovers;
import io.signalbox.core.provider.PriceEstimate;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.provider.aws.checks.ConnectionTest;
import io.signalbox.core.provider.aws.checks.HealthChecks;
import io.signalbox.core.provider.aws.checks.ImageNames;
import io.signalbox.core.provider.aws.checks.LiveChecks;
import io.signalbox.core.provider.aws.checks.MachineTypeCheck;
import io.signalbox.core.provider.aws.checks.TemplateChecks;
import io.signalbox.core.provider.aws.client.AwsClients;
import io.signalbox.core.provider.aws.client.Caller;
import io.signalbox.core.provider.aws.client.Deadlines;
import io.signalbox.core.provider.aws.launch.AwsApis;
import io.signalbox.core.provider.aws.launch.Images;
import io.signalbox.core.provider.aws.launch.LaunchJournal;
import io.signalbox.core.provider.aws.launch.Launching;
import io.signalbox.core.provider.aws.launch.NoteKind;
import io.signalbox.core.provider.aws.launch.RegionKey;
import io.signalbox.core.provider.aws.launch.ec2fleet.Ec2Fleets;
import io.signalbox.core.provider.aws.launch.fleet.FleetApi;
import io.signalbox.core.provider.aws.launch.fleet.FleetFollowing;
import io.signalbox.core.provider.aws.launch.fleet.FleetLaunches;
import io.signalbox.core.provider.aws.launch.fleet.FleetNote;
import io.signalbox.core.provider.aws.launch.fleet.FleetReturns;
import io.signalbox.core.provider.aws.launch.fleet.FleetSweep;
import io.signalbox.core.provider.aws.launch.fleet.Unneeded;
import io.signalbox.core.provider.aws.launch.group.Groups;
import io.signalbox.core.provider.aws.launch.instances.InstanceCalls;
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
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One region of a provider: its clients, and what is made, asked and ended there. Notes of launches
 * lie in one folder for all regions, each with its region in it. Thread-safe.
 */
final class RegionOperations implements AutoCloseable {

  private final TimeSource time;
  private final AwsClients clients;
  private final Caller caller;
  private final Images images;
  private final InstanceCalls instances;
  private final Map<String, Launching> ways;
  private final Listings listings;
  private final FleetFollowing following;
  private final FleetReturns returns;
  private final FleetSweep sweep;
  private final HealthChecks health;
  private final VcpuQuotas vcpus;
  private final MachineTypeCheck types;
  private final AwsPrices prices;

  /**
   * @param settings of the provider
   * @param clients of the region; it closes them
   * @param folder of the provider's notes
   */
  RegionOperations(AwsSettings settings, AwsClients clients, TimeSource time, Path folder) {
    this.time = time;
    this.clients = clients;
    String region = clients.region();
    this.caller = new Caller(time, region);
    this.images = new Images(clients, caller);
    this.instances = new InstanceCalls(clients, caller, images);
    this.listings = new Listings(clients, caller);
    this.vcpus = new VcpuQuotas(clients, caller, time);
    this.health = new HealthChecks(clients, caller, vcpus, time);
    this.types = new MachineTypeCheck(clients, caller, vcpus);
    this.prices = new AwsPrices(clients, caller, settings.prices(), time);
    List<FleetApi> fleets =
        List.of(
            new Ec2Fleets(clients, caller),
            new SpotFleets(clients, caller),
            new Groups(clients, caller, time));
    LaunchTemplates templates =
        new LaunchTemplates(clients, caller, images, settings.provider(), folder);
    LaunchJournal<FleetNote> notes = new LaunchJournal<>(folder, NoteKind.FLEET, FleetNote.class);
    Unneeded unneeded = new Unneeded(templates, notes, region);
    LaunchJournal<RegionNote> walks = new LaunchJournal<>(folder, NoteKind.WALK, RegionNote.class);
    this.following =
        new FleetFollowing(
            fleets,
            notes,
            unneeded,
            region,
            note ->
                !settings.regions().fallbacks().isEmpty()
                    && walks
                        .find(RegionKey.launch(region, note.key()))
                        .filter(walk -> walk.leadsFurtherThan(region))
                        .isPresent());
    this.returns =
        new FleetReturns(
            fleets, notes, region, unneeded, listings, new Terminations(clients, caller));
    this.sweep = new FleetSweep(fleets, notes, folder, templates, unneeded, listings, region);
    this.ways = new LinkedHashMap<>();
    ways.put(AwsApis.RUN_INSTANCES, new RunInstancesLaunch(instances, folder));
    fleets.forEach(
        api -> ways.put(api.api(), new FleetLaunches(api, templates, notes, unneeded, region)));
  }

  String region() {
    return clients.region();
  }

  /** As whom is launched here. */
  Identity identity(AwsSettings settings) {
    return new Identity(settings, clients, caller, time);
  }

  /** The account whose machines were listed here; empty until some were. */
  Optional<String> owner() {
    return listings.owner();
  }

  /** The launch APIs, as templates name them. */
  Set<String> apis() {
    return ways.keySet();
  }

  /** Empty for an API that is not launched with. */
  Optional<Launching> way(LaunchSpec spec) {
    return Optional.ofNullable(ways.get(api(spec)));
  }

  static String api(LaunchSpec spec) {
    return spec.text("provider_api").orElse(AwsApis.RUN_INSTANCES);
  }

  /** What is wrong with a launch here, found without a call. */
  List<FieldFinding> errors(LaunchSpec spec) {
    return way(spec).map(way -> TemplateChecks.errors(spec, way)).orElse(List.of());
  }

  /**
   * Why a launch for the same request has left this region; empty where none has.
   *
   * @throws IOException if notes cannot be read
   */
  Optional<ProviderFailure> left(Map<String, String> tags) throws IOException {
    return following.left(tags);
  }

  ProviderResult launch(ProviderOperation.CreateInstances create, String key) {
    return way(create.spec()).orElseThrow().launch(create, key, time.now());
  }

  /** Takes away what launches have left here, if that is due. */
  void sweep(Map<String, String> tags, Instant deadline) {
    sweep.whenDue(tags, time.now(), deadline);
  }

  /**
   * What launches have left here beside machines.
   *
   * @throws IOException if notes cannot be read or written
   */
  Leftovers leftovers(
      Map<String, String> tags, Predicate<String> isOpen, boolean remove, Instant deadline)
      throws IOException {
    return sweep.sweep(tags, isOpen, remove, time.now(), deadline);
  }

  ProviderResult tagged(Map<String, String> tags, Instant deadline) {
    return listings.tagged(tags, deadline);
  }

  /**
   * How far launches with these tags are whose machines come by and by. Each that waits is asked
   * about by itself, and some may be left out: machines that are listed already are not lost for
   * it, however many wait.
   */
  Map<String, LaunchProgress> progress(
      Map<String, String> tags, List<InstanceInfo> listed, Instant deadline) {
    return following.progress(tags, listed, Deadlines.half(time.now(), deadline));
  }

  ProviderResult named(List<String> machineIds, Instant deadline) {
    return listings.named(machineIds, deadline);
  }

  ProviderResult terminate(List<String> machineIds, Instant deadline) {
    return returns.terminate(machineIds, deadline);
  }

  ProviderResult health(Instant deadline) {
    return health.check(deadline);
  }

  /** Why EC2 does not answer here; empty where it does. */
  Optional<ProviderFailure> unreachable(Instant deadline) {
    return health.unreachable(deadline);
  }

  ProviderResult images(Instant deadline) {
    return ImageNames.list(clients, caller, deadline);
  }

  /**
   * Asks EC2 here about everything that a template names.
   *
   * @param errors takes what keeps it from being launched
   * @param warnings takes what else is worth knowing
   * @return why not all could be asked
   */
  Optional<ProviderFailure> check(
      LaunchSpec spec, Instant deadline, List<FieldFinding> errors, List<FieldFinding> warnings) {
    LiveChecks live = new LiveChecks(clients, caller, spec, deadline);
    Optional<ProviderFailure> failure = live.run(images, instances, types);
    errors.addAll(live.errors());
    warnings.addAll(live.warnings());
    return failure;
  }

  ConnectionTest connectionTest(AwsSettings settings, Instant deadline) {
    return new ConnectionTest(settings, clients, caller, deadline);
  }

  /** What a machine of each costs; that somebody has such templates is remembered for quotas. */
  List<PriceEstimate> prices(List<LaunchSpec> specs, Instant deadline) {
    specs.forEach(vcpus::want);
    return prices.of(specs, deadline);
  }

  @Override
  public void close() {
    clients.close();
  }
}
