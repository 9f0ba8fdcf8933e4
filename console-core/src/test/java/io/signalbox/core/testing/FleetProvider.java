package io.signalbox.core.testing;

import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchProgress;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.provider.ProviderCapabilities;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderHealthStatus;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.ProviderStrategy;
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

/** A provider that accepts launches and names their machines when a test says so. Thread-safe. */
public final class FleetProvider implements ProviderStrategy {

  private final String name;
  // Guarded by this, as all below.
  private final Map<String, Launch> launches = new LinkedHashMap<>();
  private final Map<String, InstanceInfo> machines = new LinkedHashMap<>();
  private String idPrefix;
  private String namePrefix;
  private boolean numbered = true;
  private boolean counts = true;
  private boolean silent;
  private int creates;

  private static final class Launch {
    private final String resource;
    private final Map<String, String> tags;
    private int toCome;
    private int unlisted;
    private int givenUp;
    private boolean elsewhere;
    private List<ProviderFailure> shortfalls = List.of();

    private Launch(String resource, Map<String, String> tags, int toCome) {
      this.resource = resource;
      this.tags = tags;
      this.toCome = toCome;
    }
  }

  public FleetProvider(String name) {
    this.name = name;
    this.idPrefix = name + "-m";
    this.namePrefix = idPrefix;
  }

  /** From now on machines have these ids and names, each with its number. */
  public synchronized FleetProvider calling(String ids, String names) {
    idPrefix = ids;
    namePrefix = names;
    return this;
  }

  /** From now on all machines have this name. */
  public synchronized void callingAll(String same) {
    namePrefix = same;
    numbered = false;
  }

  /** From now on it names the launch and says nothing of how many are to come. */
  public synchronized FleetProvider withoutCounts() {
    counts = false;
    return this;
  }

  /** From now on listings say nothing of launches. */
  public synchronized FleetProvider withoutProgress() {
    silent = true;
    return this;
  }

  /** Names the next machines of every launch, running. */
  public synchronized void name(int each) {
    for (Launch launch : launches.values()) {
      int named = Math.min(each, launch.toCome);
      launch.toCome -= named;
      for (int i = 0; i < named; i++) {
        add(launch);
      }
    }
  }

  /** Gives the next machines of every launch names, and lists them only when {@link #list} says. */
  public synchronized void nameUnlisted(int each) {
    for (Launch launch : launches.values()) {
      int named = Math.min(each, launch.toCome);
      launch.toCome -= named;
      launch.unlisted += named;
    }
  }

  /** Lists what has a name and was not listed. */
  public synchronized void list() {
    for (Launch launch : launches.values()) {
      for (; launch.unlisted > 0; launch.unlisted--) {
        add(launch);
      }
    }
  }

  private void add(Launch launch) {
    int number = machines.size() + 1;
    String id = idPrefix + number;
    machines.put(
        id,
        machine(
            id,
            numbered ? namePrefix + number : namePrefix,
            MachineState.RUNNING,
            launch.tags,
            ""));
  }

  /** Says that what was not named yet will not come. */
  public synchronized void giveUp(ProviderFailure... why) {
    giveUp(Integer.MAX_VALUE, why);
  }

  /** Says that so many of each launch will not come, at most those not named yet. */
  public synchronized void giveUp(int each, ProviderFailure... why) {
    for (Launch launch : launches.values()) {
      int gone = Math.min(each, launch.toCome);
      launch.toCome -= gone;
      launch.givenUp += gone;
      launch.shortfalls = List.of(why);
    }
  }

  /** The same of all, which it may give elsewhere if it is asked again. */
  public synchronized void giveUpHere(ProviderFailure... why) {
    giveUp(why);
    launches.values().forEach(launch -> launch.elsewhere = true);
  }

  /** The cloud ends a machine by itself. */
  public synchronized void end(String machineId, MachineState state, String reason) {
    machines.computeIfPresent(
        machineId, (id, machine) -> machine(id, machine.name(), state, machine.tags(), reason));
  }

  /** The cloud no longer lists a machine at all. */
  public synchronized void forget(String machineId) {
    machines.remove(machineId);
  }

  public synchronized int creates() {
    return creates;
  }

  public synchronized long alive() {
    return machines.values().stream().filter(machine -> !machine.state().isGone()).count();
  }

  private static InstanceInfo machine(
      String id, String name, MachineState state, Map<String, String> tags, String reason) {
    return new InstanceInfo(
        id, name, state, null, null, Instant.EPOCH, "", "m5.large", "ondemand", 1, tags, reason);
  }

  @Override
  public synchronized ProviderResult execute(ProviderOperation operation) {
    return ProviderResult.success(
        switch (operation) {
          case ProviderOperation.CreateInstances create -> created(create);
          case ProviderOperation.TerminateInstances terminate -> terminated(terminate);
          case ProviderOperation.GetInstanceStatus status ->
              listed(
                  machines.values().stream()
                      .filter(each -> status.machineIds().contains(each.machineId()))
                      .toList());
          case ProviderOperation.DescribeResourceInstances describe ->
              listed(
                  machines.values().stream()
                      .filter(
                          each -> each.tags().entrySet().containsAll(describe.tags().entrySet()))
                      .toList());
          case ProviderOperation.ValidateTemplate other ->
              new ProviderData.TemplateChecked(List.of(), List.of());
          case ProviderOperation.GetAvailableTemplates other ->
              new ProviderData.AvailableTemplates(List.of(), false);
          case ProviderOperation.HealthCheck other ->
              new ProviderData.HealthChecked(
                  ProviderHealthStatus.healthy("ok", Instant.EPOCH, Duration.ZERO));
        });
  }

  private ProviderData created(ProviderOperation.CreateInstances create) {
    creates++;
    String key = String.valueOf(create.context().idempotencyKey());
    Launch launch =
        launches.computeIfAbsent(
            key,
            each ->
                new Launch(
                    name + "-fleet-" + (launches.size() + 1), create.tags(), create.count()));
    return new ProviderData.InstancesCreated(
        launch.resource, List.of(), counts ? launch.toCome : 0, launch.shortfalls);
  }

  private ProviderData listed(List<InstanceInfo> found) {
    Map<String, LaunchProgress> progress = new LinkedHashMap<>();
    if (!silent) {
      for (Launch launch : launches.values()) {
        progress.put(
            launch.resource,
            new LaunchProgress(launch.givenUp, launch.shortfalls, launch.elsewhere));
      }
    }
    return new ProviderData.InstanceStatuses(found, true, progress);
  }

  private ProviderData terminated(ProviderOperation.TerminateInstances terminate) {
    List<InstanceInfo> gone = new ArrayList<>();
    for (String id : terminate.machineIds()) {
      end(id, MachineState.TERMINATED, "Asked to");
      InstanceInfo machine = machines.get(id);
      if (machine != null) {
        gone.add(machine);
      }
    }
    return new ProviderData.InstancesTerminating(gone);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String type() {
    return "aws";
  }

  @Override
  public Optional<ProviderFailure> initialize() {
    return Optional.empty();
  }

  @Override
  public ProviderCapabilities capabilities() {
    return new ProviderCapabilities(
        EnumSet.allOf(ProviderOperationType.class), Set.of(), Map.of(), OptionalInt.empty());
  }

  @Override
  public void close() {}
}
