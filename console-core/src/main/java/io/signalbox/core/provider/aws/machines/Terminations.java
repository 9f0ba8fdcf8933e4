package io.signalbox.core.provider.aws.machines;

import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.aws.client.AwsClients;
import io.signalbox.core.provider.aws.client.Caller;
import io.signalbox.core.provider.aws.client.Reply;
import io.signalbox.core.provider.aws.failure.AwsFailures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesRequest;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesResponse;

/**
 * Terminates machines. EC2 refuses a whole call for one id that it does not know, or one machine
 * that is protected: those are taken out, and keep no other running. The former count as done.
 * Thread-safe.
 */
public final class Terminations {

  /** Machines of one call, the most that EC2 takes. */
  private static final int MOST = 1_000;

  /** The code for a machine that may not be terminated. */
  private static final String PROTECTED = "OperationNotPermitted";

  /** An id within EC2's sentence. */
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]+");

  private final AwsClients clients;
  private final Caller caller;

  public Terminations(AwsClients clients, Caller caller) {
    this.clients = clients;
    this.caller = caller;
  }

  /**
   * Asks for all; what was accepted is told, unless a call failed or a machine is protected. Then
   * that is told: to ask again for a machine that shuts down does no harm.
   */
  public ProviderResult terminate(List<String> machineIds, Instant deadline) {
    List<InstanceInfo> accepted = new ArrayList<>();
    List<String> left = new ArrayList<>(machineIds.stream().distinct().toList());
    Optional<ProviderFailure> refused = Optional.empty();
    while (!left.isEmpty()) {
      List<String> some = List.copyOf(left.subList(0, Math.min(MOST, left.size())));
      switch (call(some, deadline)) {
        case Reply.Answered<TerminateInstancesResponse>(TerminateInstancesResponse answer) -> {
          answer
              .terminatingInstances()
              .forEach(
                  each -> accepted.add(Instances.changed(each.instanceId(), each.currentState())));
          left.removeAll(Set.copyOf(some));
        }
        case Reply.Failed<TerminateInstancesResponse>(ProviderFailure failure) -> {
          String code = AwsFailures.codeOf(failure);
          boolean isProtected = code.equals(PROTECTED);
          Set<String> named = named(failure, some);
          if (named.isEmpty() || !(isProtected || AwsFailures.isUnknownMachine(failure))) {
            return ProviderResult.failure(failure);
          }
          if (isProtected && refused.isEmpty()) {
            refused = Optional.of(failure);
          }
          left.removeAll(named);
        }
      }
    }
    return refused
        .map(ProviderResult::failure)
        .orElseGet(() -> ProviderResult.success(new ProviderData.InstancesTerminating(accepted)));
  }

  private Reply<TerminateInstancesResponse> call(List<String> ids, Instant deadline) {
    return caller.change(
        "ec2:TerminateInstances",
        deadline,
        within ->
            clients
                .writes()
                .terminateInstances(
                    TerminateInstancesRequest.builder()
                        .instanceIds(ids)
                        .overrideConfiguration(within)
                        .build()));
  }

  /** Those of the machines that a refusal speaks of. */
  private static Set<String> named(ProviderFailure failure, List<String> asked) {
    Set<String> words =
        ID.matcher(failure.message())
            .results()
            .map(found -> found.group())
            .collect(Collectors.toSet());
    return asked.stream().filter(words::contains).collect(Collectors.toSet());
  }
}
