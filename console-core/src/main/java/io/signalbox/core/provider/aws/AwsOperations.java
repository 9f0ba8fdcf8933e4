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
import io.signalbox.core.provider.aws.checks.TemplateChecks;
import io.signalbox.core.provider.aws.client.AwsClients;
import io.signalbox.core.provider.aws.client.Caller;
import io.signalbox.core.provider.aws.client.Deadlines;
import io.signalbox.core.provider.aws.launch.LaunchJournal;
import io.signalbox.core.provider.aws.launch.Launching;
import io.signalbox.core.provider.aws.launch.NoteKind;
import io.signalbox.core.provider.aws.launch.fleet.FleetNote;
import io.signalbox.core.provider.aws.settings.AwsSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Each operation and who carries it out. The first class on the way that needs AWS's SDK.
 * Thread-safe.
 */
final class AwsOperations implements AutoCloseable {

  private final AwsSettings settings;
  private final AwsRegions all;
  private final FormerPlaces places;
  private final RegionListings listings;
  private final RegionWalk walk;
  private final RegionChecks checks;

  /**
   * @throws IllegalArgumentException if the settings or the profile they name lack something
   */
  AwsOperations(AwsSettings settings, TimeSource time, Path folder) {
    this(settings, time, folder, in -> new AwsClients(in, time));
  }

  /**
   * @param clients makes what a region's calls are made with, once for each region; it closes them
   */
  AwsOperations(
      AwsSettings settings,
      TimeSource time,
      Path folder,
      Function<AwsSettings, AwsClients> clients) {
    this.settings = settings;
    this.all = new AwsRegions(settings, time, folder, clients);
    String primary = all.primary().region();
    Identity identity = all.primary().identity(settings);
    PlaceNotes notes = new PlaceNotes(identity, primary, time, folder);
    this.places =
        new FormerPlaces(
            settings,
            primary,
            identity,
            time,
            notes,
            new FleetsAtWork(new LaunchJournal<>(folder, NoteKind.FLEET, FleetNote.class)));
    this.listings = new RegionListings(all.among(places));
    this.checks = new RegionChecks(settings.regions(), all, places, time);
    RegionOrder order = new RegionOrder(primary, settings.regions());
    this.walk = new RegionWalk(order, new RegionLaunch(order, all, notes), time, folder);
  }

  ProviderResult execute(ProviderOperation operation) {
    return Caller.noting(operation.context().calls(), () -> carriedOut(operation));
  }

  /** A little sooner than the deadline, so that what was found until then is told. */
  List<ConnectionFinding> test(OperationContext context) {
    return checks.connections(settings, context.deadline().minus(Duration.ofSeconds(1)));
  }

  private ProviderResult carriedOut(ProviderOperation operation) {
    Instant deadline = operation.context().deadline();
    return switch (operation) {
      case ProviderOperation.CreateInstances create -> create(create);
      case ProviderOperation.TerminateInstances terminate ->
          places
              .unreadable()
              .map(ProviderResult::failure)
              .orElseGet(() ->
                  asOwner(deadline, () -> listings.terminate(terminate.machineIds(), deadline)));
      case ProviderOperation.GetInstanceStatus status ->
          asOwner(deadline, () -> whole(listings.named(status.machineIds(), deadline), deadline));
      case ProviderOperation.DescribeResourceInstances describe ->
          asOwner(deadline, () -> described(describe.tags(), deadline));
      case ProviderOperation.ValidateTemplate validate -> validate(validate.spec(), deadline);
      case ProviderOperation.GetAvailableTemplates templates -> all.primary().images(deadline);
      case ProviderOperation.HealthCheck check -> checks.health(deadline);
    };
  }

  /** Unless machines live that were launched as somebody else, who alone can see them. */
  private ProviderResult asOwner(Instant deadline, Supplier<ProviderResult> work) {
    return places.others(deadline).map(ProviderResult::failure).orElseGet(work);
  }

  private ProviderResult described(Map<String, String> tags, Instant deadline) {
    ProviderResult result = whole(listings.tagged(tags, deadline), deadline);
    if (result instanceof ProviderResult.Success(ProviderData.InstanceStatuses listed)) {
      places.listed(tags, listed, all.primary().owner());
    }
    return result;
  }

  /** What launches have left beside machines. */
  Leftovers leftovers(
      Map<String, String> tags, Predicate<String> isOpen, boolean remove, Instant deadline) {
    Optional<ProviderFailure> other = places.unreadable().or(() -> places.others(deadline));
    if (other.isPresent()) {
      return new Leftovers(List.of(), other.get().message());
    }
    return all.leftovers(places, tags, isOpen, remove, deadline);
  }

  /** What a machine of each template costs. */
  List<PriceEstimate> prices(List<LaunchSpec> specs, Instant deadline) {
    return all.primary().prices(specs, deadline);
  }

  /** A listing, which is not all where machines live in a region that is not listed. */
  private ProviderResult whole(ProviderResult result, Instant deadline) {
    if (!(result instanceof ProviderResult.Success(ProviderData.InstanceStatuses listed))
        || !listed.complete()) {
      return result;
    }
    return places
        .elsewhere(deadline)
        .map(why ->
            ProviderResult.success(
                new ProviderData.InstanceStatuses(listed.instances(), false, Map.of(), why)))
        .orElse(result);
  }

  private FieldFinding unsupported(LaunchSpec spec) {
    return new FieldFinding(
        "provider_api",
        "API '%s' is not supported by this version of type aws, which launches with %s"
            .formatted(RegionOperations.api(spec), String.join(", ", all.primary().apis())));
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
    Optional<Launching> way = all.primary().way(create.spec());
    if (way.isEmpty()) {
      return refused("INVALID_PARAMETER", unsupported(create.spec()).text());
    }
    List<FieldFinding> errors = TemplateChecks.errors(create.spec(), way.get());
    if (!errors.isEmpty()) {
      return refused(
          "INVALID_PARAMETER",
          errors.stream().map(FieldFinding::text).collect(Collectors.joining("; ")));
    }
    Instant before = Deadlines.beforeLaunch(create.context().deadline());
    Optional<ProviderFailure> other = places.unreadable().or(() -> places.others(before));
    if (other.isPresent()) {
      return ProviderResult.failure(other.get());
    }
    Optional<String> elsewhere = places.elsewhere(before);
    if (elsewhere.isPresent()) {
      return ProviderResult.failure(
          ProviderFailure.of(FailureClass.PROVIDER, "REGION_CHANGED", elsewhere.get()));
    }
    ProviderResult result = walk.launch(create, key);
    all.sweep(places, create);
    return result;
  }

  /** What is wrong by itself is told without a call: EC2 would say it once more. */
  private ProviderResult validate(LaunchSpec spec, Instant deadline) {
    Optional<Launching> way = all.primary().way(spec);
    if (way.isEmpty()) {
      return ProviderResult.success(
          new ProviderData.TemplateChecked(List.of(unsupported(spec)), List.of()));
    }
    List<FieldFinding> errors = new ArrayList<>(TemplateChecks.errors(spec, way.get()));
    List<FieldFinding> warnings =
        new ArrayList<>(TemplateChecks.warnings(spec, RegionOperations.api(spec), way.get()));
    if (errors.isEmpty()) {
      Optional<ProviderFailure> failure = all.primary().check(spec, deadline, errors, warnings);
      if (failure.isPresent()) {
        return ProviderResult.failure(failure.get());
      }
      checks.inFallbacks(spec, deadline, warnings);
    }
    return ProviderResult.success(new ProviderData.TemplateChecked(errors, warnings));
  }

  private static ProviderResult refused(String code, String message) {
    return ProviderResult.failure(ProviderFailure.of(FailureClass.REQUEST, code, message));
  }

  @Override
  public void close() {
    all.close();
  }
}
