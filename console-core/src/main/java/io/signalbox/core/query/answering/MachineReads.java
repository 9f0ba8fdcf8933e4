package io.signalbox.core.query.answering;

import io.signalbox.core.background.Together;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.gateway.Listing;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.query.OperationView;
import io.signalbox.core.request.RequestRepository;
import io.signalbox.core.routing.DecisionRecord;
import io.signalbox.core.routing.ProviderContext;
import io.signalbox.core.routing.ProviderRegistration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Asks for the state of machines where they are: those we know at their providers, those we do not
 * know at every provider, since any may have them. No routing applies: a machine is where it is.
 */
final class MachineReads {

  private final ProviderContext context;
  private final RequestRepository requests;
  private final TimeSource time;

  MachineReads(ProviderContext context, RequestRepository requests, TimeSource time) {
    this.context = context;
    this.requests = requests;
    this.time = time;
  }

  OperationView status(List<String> machineIds, OperationContext how) {
    long begun = time.nanos();
    Map<String, List<String>> places = places(machineIds);
    Map<String, ProviderResult> answers = ask(places, how);
    ProviderResult result =
        answers.size() == 1 ? answers.values().iterator().next() : merged(places, answers, how);
    return new OperationView(
        decision(places, how),
        result,
        answers.size() == 1 ? Map.of() : answers,
        (time.nanos() - begun) / 1e6);
  }

  /** The ids each provider is asked about, in the order of registration. */
  private Map<String, List<String>> places(List<String> machineIds) {
    Map<String, List<String>> places = new LinkedHashMap<>();
    List<ProviderRegistration> usable =
        context.snapshot().providers().stream().filter(each -> each.strategy() != null).toList();
    usable.forEach(each -> places.put(each.name(), new ArrayList<>()));
    Map<String, Set<String>> known = new HashMap<>();
    requests
        .machinesCalled(machineIds)
        .forEach(machine ->
            known
                .computeIfAbsent(machine.machineId(), each -> new LinkedHashSet<>())
                .add(machine.provider()));
    for (String id : machineIds) {
      // Two providers may have machines of one id.
      Collection<String> owners = known.getOrDefault(id, Set.of());
      (owners.isEmpty() ? usable.stream().map(ProviderRegistration::name).toList() : owners)
          .forEach(name -> places.computeIfAbsent(name, each -> new ArrayList<>()).add(id));
    }
    if (!machineIds.isEmpty()) {
      places.values().removeIf(List::isEmpty);
    }
    return places;
  }

  private Map<String, ProviderResult> ask(Map<String, List<String>> places, OperationContext how) {
    Map<String, ProviderResult> answers = new ConcurrentHashMap<>();
    Together.run(
        places.entrySet().stream()
            .<Runnable>map(
                each -> () -> answers.put(each.getKey(), ask(each.getKey(), each.getValue(), how)))
            .toList());
    Map<String, ProviderResult> ordered = new LinkedHashMap<>();
    places
        .keySet()
        .forEach(provider -> ordered.put(provider, Objects.requireNonNull(answers.get(provider))));
    return ordered;
  }

  private ProviderResult ask(String provider, List<String> ids, OperationContext how) {
    try {
      return context.executeAt(provider, new ProviderOperation.GetInstanceStatus(ids, how));
    } catch (SignalboxException e) {
      // No longer configured, or its type not installed: nobody there can say.
      return ProviderResult.failure(
          ProviderFailure.of(FailureClass.PROVIDER, e.code().name(), e.getMessage()));
    }
  }

  /** Complete only if every provider that may have one of them told all. */
  private static ProviderResult merged(
      Map<String, List<String>> places, Map<String, ProviderResult> answers, OperationContext how) {
    List<InstanceInfo> found = new ArrayList<>();
    Map<String, String> problems = new TreeMap<>();
    answers.forEach((provider, answer) -> {
      Listing listing =
          Listing.of(
              new ProviderOperation.GetInstanceStatus(
                  places.getOrDefault(provider, List.of()), how),
              answer);
      found.addAll(listing.instances());
      if (!(listing instanceof Listing.Complete)) {
        problems.put(provider, listing.problem());
      }
    });
    if (answers.isEmpty()) {
      return ProviderResult.failure(
          ProviderFailure.of(
              FailureClass.REQUEST,
              ErrorCode.NO_ENABLED_PROVIDERS.name(),
              "There is no provider to ask"));
    }
    String words =
        problems.entrySet().stream()
            .map(each -> each.getKey() + ": " + each.getValue())
            .collect(Collectors.joining("; "));
    if (answers.values().stream().noneMatch(ProviderResult::isSuccess)) {
      return ProviderResult.failure(
          ProviderFailure.of(
              FailureClass.TRANSIENT,
              ErrorCode.PROVIDER_ERROR.name(),
              "Nobody could tell: " + words));
    }
    return ProviderResult.success(
        new ProviderData.InstanceStatuses(found, problems.isEmpty(), Map.of(), words));
  }

  private DecisionRecord decision(Map<String, List<String>> places, OperationContext how) {
    return new DecisionRecord(
        time.now(),
        how.traceId(),
        ProviderOperationType.GET_INSTANCE_STATUS,
        "",
        1,
        DecisionRecord.Authority.NONE,
        null,
        places.size() == 1 ? places.keySet().iterator().next() : null,
        "Machines are asked about where they are: " + String.join(", ", places.keySet()),
        context.snapshot().providers().stream().map(each -> candidate(each, places)).toList(),
        List.of(),
        null,
        List.of());
  }

  private static DecisionRecord.Candidate candidate(
      ProviderRegistration provider, Map<String, List<String>> places) {
    List<String> ids = places.get(provider.name());
    return ids == null
        ? new DecisionRecord.Candidate(
            provider.name(),
            false,
            DecisionRecord.Step.NARROWED,
            provider.strategy() == null ? provider.unusable() : "has none of these machines")
        : new DecisionRecord.Candidate(
            provider.name(),
            true,
            DecisionRecord.Step.ACCEPTED,
            "asked about " + String.join(", ", ids));
  }
}
