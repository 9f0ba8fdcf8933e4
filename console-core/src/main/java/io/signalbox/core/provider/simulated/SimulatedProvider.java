package io.signalbox.core.provider.simulated;

import io.signalbox.core.provider.ApiCall;
import io.signalbox.core.provider.ConnectionFinding;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.FieldFinding;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchPreview;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderCapabilities;
import io.signalbox.core.provider.ProviderConfig;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderEnvironment;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderHealthStatus;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.provider.TimeSource;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A cloud that exists in a ledger. Every call takes its latency, may meet a fault, and then reads
 * or writes the ledger; what a machine does after that is a function of ledger and clock.
 *
 * <p>Thread-safe; knobs are swapped whole, so a call sees one set of them.
 */
final class SimulatedProvider implements ProviderStrategy {

  /** The images every simulated cloud has of its own, whichever others it is told to know. */
  private static final List<String> IMAGES = List.of("sim-linux-arm64", "sim-linux-x86_64");

  private final String name;
  private final TimeSource time;
  private final SimulatedLedger ledger;
  private final FaultModel faults;
  private final Launcher launcher;
  private volatile SimulatedKnobs knobs;

  SimulatedProvider(ProviderEnvironment environment) {
    this.name = environment.name();
    this.time = environment.time();
    this.knobs = SimulatedKnobs.of(environment.config());
    this.ledger =
        new SimulatedLedger(environment.stateDirectory().resolve("simulated"), environment.name());
    this.faults = new FaultModel(environment.name(), environment.seed(), time);
    this.launcher = new Launcher(environment.name());
  }

  void apply(ProviderConfig config) {
    knobs = SimulatedKnobs.of(config);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String type() {
    return SimulatedProviderFactory.TYPE;
  }

  @Override
  public Optional<ProviderFailure> initialize() {
    return Optional.empty();
  }

  @Override
  public void close() {
    // holds nothing open between calls
  }

  @Override
  public ProviderCapabilities capabilities() {
    Map<String, Object> features = new LinkedHashMap<>();
    features.put("instances", true);
    features.put("instance_management", true);
    features.put("spot_instances", true);
    features.put("ondemand_instances", true);
    features.put("heterogeneous_pricing", true);
    features.put("load_balancers", false);
    features.put("max_instances_per_request", knobs.maxInstancesPerRequest());
    return new ProviderCapabilities(
        EnumSet.allOf(ProviderOperationType.class),
        Set.of(),
        features,
        OptionalInt.of(knobs.maxInstancesPerRequest()));
  }

  @Override
  public ProviderResult execute(ProviderOperation operation) {
    Instant begun = time.now();
    long begunNanos = time.nanos();
    ProviderResult result = carriedOut(operation);
    operation
        .context()
        .calls()
        .add(call(operation, result, begun, Duration.ofNanos(time.nanos() - begunNanos)));
    return result;
  }

  /** Its one call, named as its operations are: it has no API of its own. */
  private static ApiCall call(
      ProviderOperation operation, ProviderResult result, Instant begun, Duration took) {
    String action = SimulatedProviderFactory.TYPE + ":" + operation.getClass().getSimpleName();
    return switch (result) {
      case ProviderResult.Success(ProviderData.InstancesCreated made) ->
          new ApiCall(action, begun, took, made.resourceId(), "", "", 0);
      case ProviderResult.Success other -> new ApiCall(action, begun, took, "", "", "", 0);
      case ProviderResult.Failure(ProviderFailure failure) ->
          new ApiCall(action, begun, took, "", failure.code(), failure.message(), 0);
    };
  }

  private ProviderResult carriedOut(ProviderOperation operation) {
    SimulatedKnobs now = knobs;
    FaultModel.Draw draw = faults.draw(operation, now);
    Instant begun = time.now();
    Duration left = Duration.between(begun, operation.context().deadline());
    boolean answered = !draw.neverAnswered() && draw.latency().compareTo(left) < 0;
    try {
      time.sleep(answered ? draw.latency() : left);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ProviderResult.failure(faults.cut(operation, "The call was interrupted"));
    }
    if (draw.neverAnswered()) {
      return ProviderResult.failure(
          faults.cut(operation, "No answer from " + name + " before the deadline"));
    }
    if (draw.failure() != null) {
      return ProviderResult.failure(draw.failure());
    }
    ProviderResult result = perform(operation, now, draw, begun);
    if (!answered) {
      return ProviderResult.failure(
          faults.cut(operation, name + " took longer than the deadline allowed"));
    }
    if (draw.replyLost() && result.isSuccess()) {
      return ProviderResult.failure(faults.cut(operation, "The reply was lost on the way"));
    }
    return result;
  }

  private ProviderResult perform(
      ProviderOperation operation, SimulatedKnobs now, FaultModel.Draw draw, Instant begun) {
    return switch (operation) {
      case ProviderOperation.CreateInstances create -> create(create, now);
      case ProviderOperation.TerminateInstances terminate -> terminate(terminate, now);
      case ProviderOperation.GetInstanceStatus status -> {
        Set<String> wanted = Set.copyOf(status.machineIds());
        yield list(status, machine -> wanted.contains(machine.id()), draw.partialListing());
      }
      case ProviderOperation.DescribeResourceInstances describe ->
          list(describe, machine -> machine.hasTags(describe.tags()), draw.partialListing());
      case ProviderOperation.ValidateTemplate validate ->
          ProviderResult.success(
              new ProviderData.TemplateChecked(
                  launcher.errors(validate.spec(), now), launcher.warnings(validate.spec())));
      case ProviderOperation.GetAvailableTemplates templates ->
          ProviderResult.success(new ProviderData.AvailableTemplates(IMAGES, false));
      case ProviderOperation.HealthCheck check ->
          ProviderResult.success(
              new ProviderData.HealthChecked(
                  ProviderHealthStatus.healthy(
                      "Answered", time.now(), Duration.between(begun, time.now()))));
    };
  }

  /** The template's own fields: there is no other language to say them in. */
  @Override
  public Optional<LaunchPreview> preview(ProviderOperation.CreateInstances launch) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("count", String.valueOf(launch.count()));
    launch
        .spec()
        .values()
        .forEach((name, value) ->
            fields.put(
                name,
                name.equals("user_data")
                    ? "(" + value.toString().length() + " characters, not shown)"
                    : value.toString()));
    return Optional.of(
        new LaunchPreview(
            List.of(
                new LaunchPreview.Call(SimulatedProviderFactory.TYPE + ":CreateInstances", fields)),
            "A simulated cloud takes the fields themselves, and sends nothing"));
  }

  /** Its health, which meets latency and faults as any call, and its books. */
  @Override
  public List<ConnectionFinding> test(OperationContext context) {
    List<ConnectionFinding> found = new ArrayList<>(ProviderStrategy.super.test(context));
    long begun = time.nanos();
    ProviderResult books =
        list(new ProviderOperation.GetInstanceStatus(List.of(), context), all -> true, false);
    Duration took = Duration.ofNanos(time.nanos() - begun);
    found.add(
        switch (books) {
          case ProviderResult.Success(ProviderData.InstanceStatuses all) ->
              ConnectionFinding.ok(
                  "ledger", "Can be read; machines in it: " + all.instances().size(), took);
          case ProviderResult.Success other ->
              ConnectionFinding.unknown("ledger", "Answered with something else", took, "");
          case ProviderResult.Failure(ProviderFailure failure) ->
              ConnectionFinding.failed(
                  "ledger",
                  failure.message(),
                  took,
                  "Make the folder .signalbox/simulated readable and writable for this user");
        });
    return found;
  }

  private ProviderResult create(ProviderOperation.CreateInstances create, SimulatedKnobs now) {
    String key = create.context().idempotencyKey();
    if (key == null || key.isBlank()) {
      return refused("MISSING_IDEMPOTENCY_KEY", "A launch needs an idempotency key");
    }
    if (create.count() < 1 || create.count() > now.maxInstancesPerRequest()) {
      return refused(
          "INVALID_COUNT",
          "Asked for %d machines; a launch takes 1 to %d"
              .formatted(create.count(), now.maxInstancesPerRequest()));
    }
    List<FieldFinding> errors = launcher.errors(create.spec(), now);
    if (!errors.isEmpty()) {
      return refused(
          "INVALID_PARAMETER",
          errors.stream().map(FieldFinding::message).collect(Collectors.joining("; ")));
    }
    return ledgered(
        create,
        () -> {
          long at = time.now().toEpochMilli();
          // Asked again with a known key, the books are left alone and answer as they did then.
          return ledger.write(
              books ->
                  books.launch(key).isPresent()
                      ? null
                      : launcher.launch(books, create, key, now, at),
              books ->
                  books
                      .launch(key)
                      .map(launch -> launched(books, launch, create.spec(), at))
                      .orElseGet(() ->
                          ProviderResult.failure(
                              launcher.noCapacity(create.spec(), create.count()))));
        });
  }

  private ProviderResult launched(
      SimulatedLedger.Books books, LedgerEntry.Launch launch, LaunchSpec spec, long at) {
    int missing = launch.asked() - launch.machines().size();
    return ProviderResult.success(
        new ProviderData.InstancesCreated(
            launch.resourceId(),
            launch.machines().stream()
                .map(machine -> books.machine(machine.id()).orElse(machine).toInfo(at))
                .toList(),
            missing > 0 ? List.of(launcher.noCapacity(spec, missing)) : List.of()));
  }

  private ProviderResult terminate(
      ProviderOperation.TerminateInstances terminate, SimulatedKnobs now) {
    return ledgered(
        terminate,
        () -> {
          long at = time.now().toEpochMilli();
          return ledger.write(
              books -> {
                List<String> alive =
                    terminate.machineIds().stream()
                        .filter(
                            id -> books.machine(id).filter(m -> m.terminatedBy() == 0).isPresent())
                        .toList();
                return alive.isEmpty()
                    ? null
                    : new LedgerEntry.Termination(at, alive, at + now.shutdownTime().toMillis());
              },
              books ->
                  ProviderResult.success(
                      new ProviderData.InstancesTerminating(
                          terminate.machineIds().stream()
                              .flatMap(id -> books.machine(id).stream())
                              .map(machine -> machine.toInfo(at))
                              .toList())));
        });
  }

  private ProviderResult list(
      ProviderOperation operation, Predicate<LedgerMachine> wanted, boolean partial) {
    return ledgered(
        operation,
        () -> {
          long at = time.now().toEpochMilli();
          List<InstanceInfo> found =
              ledger.read(books -> {
                List<InstanceInfo> infos = new ArrayList<>();
                for (LedgerMachine machine : books.machines()) {
                  if (machine.listedAt() <= at && wanted.test(machine)) {
                    infos.add(machine.toInfo(at));
                  }
                }
                return infos;
              });
          return ProviderResult.success(
              partial
                  ? new ProviderData.InstanceStatuses(found.subList(0, found.size() / 2), false)
                  : new ProviderData.InstanceStatuses(found, true));
        });
  }

  /**
   * A ledger that cannot be read or written is this cloud being unreachable, told as a value like
   * any other failure. Once writing has begun nobody knows what became of it.
   */
  private ProviderResult ledgered(ProviderOperation operation, Supplier<ProviderResult> work) {
    try {
      return work.get();
    } catch (SimulatedLedger.InDoubt e) {
      return ProviderResult.failure(
          ProviderFailure.unknown("LEDGER_UNAVAILABLE", String.valueOf(e.getMessage())));
    } catch (UncheckedIOException e) {
      return ProviderResult.failure(
          e.getCause() instanceof ClosedByInterruptException
                  || e.getCause() instanceof InterruptedIOException
              ? faults.cut(operation, "The call was interrupted")
              : ProviderFailure.of(
                  FailureClass.PROVIDER, "LEDGER_UNAVAILABLE", String.valueOf(e.getMessage())));
    }
  }

  private static ProviderResult refused(String code, String message) {
    return ProviderResult.failure(ProviderFailure.of(FailureClass.REQUEST, code, message));
  }
}
