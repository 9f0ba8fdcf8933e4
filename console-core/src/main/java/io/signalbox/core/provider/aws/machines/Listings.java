package io.signalbox.core.provider.aws.machines;

import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.aws.client.AwsClients;
import io.signalbox.core.provider.aws.client.Caller;
import io.signalbox.core.provider.aws.client.InParts;
import io.signalbox.core.provider.aws.client.Reply;
import io.signalbox.core.provider.aws.failure.AwsFailures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Reservation;

/**
 * Lists machines. Pages are followed; one that fails makes the listing incomplete, and no listing
 * at all if it was the first. Thread-safe.
 */
public final class Listings {

  /** Rows of a page, the most that EC2 gives. */
  private static final int PAGE = 1_000;

  /** Ids that one call names, the most that EC2 takes. */
  private static final int NAMED = 1_000;

  private final AwsClients clients;
  private final Caller caller;
  private volatile Owner owner = new Owner("", "");

  /** The account that was listed last, and with which key. */
  private record Owner(String accessKey, String account) {}

  public Listings(AwsClients clients, Caller caller) {
    this.clients = clients;
    this.caller = caller;
  }

  /**
   * Those of the machines that EC2 knows. A few are filtered and not named: an id that is not known
   * would be an error of the whole call. Many are named, which takes a call where filters take
   * five; where EC2 lacks one of them, those are filtered too.
   */
  public ProviderResult named(List<String> machineIds, Instant deadline) {
    Collected collected = new Collected();
    List<String> ids = machineIds.stream().distinct().toList();
    for (List<String> some : InParts.of(ids, NAMED)) {
      if (collected.problem != null) {
        break;
      }
      if (some.size() <= InParts.OF_FILTER || !allNamed(some, deadline, collected)) {
        filtered("instance-id", some, deadline, collected);
      }
    }
    return collected.result();
  }

  private void filtered(String name, List<String> values, Instant deadline, Collected collected) {
    for (List<String> some : InParts.of(values, InParts.OF_FILTER)) {
      if (collected.problem != null) {
        break;
      }
      Filter filter = Filter.builder().name(name).values(some).build();
      follow(
          () -> DescribeInstancesRequest.builder().filters(filter).maxResults(PAGE),
          deadline,
          collected);
    }
  }

  /** False, with nothing collected, where EC2 does not know all of them. */
  private boolean allNamed(List<String> ids, Instant deadline, Collected collected) {
    int before = collected.machines.size();
    follow(() -> DescribeInstancesRequest.builder().instanceIds(ids), deadline, collected);
    ProviderFailure failure = collected.problem;
    if (failure == null || !AwsFailures.isUnknownMachine(failure)) {
      return true;
    }
    collected.machines.subList(before, collected.machines.size()).clear();
    collected.problem = null;
    return false;
  }

  /** Every machine that carries all tags. */
  public ProviderResult tagged(Map<String, String> tags, Instant deadline) {
    Collected collected = new Collected();
    List<Filter> filters =
        tags.entrySet().stream()
            .map(tag ->
                Filter.builder()
                    .name("tag:" + literally(tag.getKey()))
                    .values(literally(tag.getValue()))
                    .build())
            .toList();
    follow(
        () -> DescribeInstancesRequest.builder().filters(filters).maxResults(PAGE),
        deadline,
        collected);
    return collected.result();
  }

  /** Every machine that carries a tag with one of these values, at least one. */
  public ProviderResult withTag(String tag, List<String> values, Instant deadline) {
    Collected collected = new Collected();
    filtered(
        "tag:" + literally(tag),
        values.stream().map(Listings::literally).toList(),
        deadline,
        collected);
    return collected.result();
  }

  /** The account whose machines were listed with the present credentials; empty until some were. */
  public Optional<String> owner() {
    Owner last = owner;
    return last.account().isEmpty() || !last.accessKey().equals(accessKey())
        ? Optional.empty()
        : Optional.of(last.account());
  }

  /** Empty where there is none by now. */
  private String accessKey() {
    try {
      return clients.accessKey();
    } catch (RuntimeException e) {
      return "";
    }
  }

  /** In the values of filters a star and a question mark stand for others. */
  private static String literally(String text) {
    return text.replaceAll("([\\\\*?])", "\\\\$1");
  }

  private void follow(
      Supplier<DescribeInstancesRequest.Builder> asked, Instant deadline, Collected collected) {
    Optional<String> next = Optional.empty();
    do {
      DescribeInstancesRequest.Builder request = asked.get();
      next.ifPresent(request::nextToken);
      Reply<DescribeInstancesResponse> reply =
          caller.read(
              "ec2:DescribeInstances",
              deadline,
              within ->
                  clients.reads().describeInstances(request.overrideConfiguration(within).build()));
      switch (reply) {
        case Reply.Answered<DescribeInstancesResponse>(DescribeInstancesResponse page) -> {
          page.reservations().stream()
              .map(Reservation::ownerId)
              .filter(id -> id != null && !id.isEmpty())
              .findFirst()
              .ifPresent(id -> owner = new Owner(accessKey(), id));
          page.reservations()
              .forEach(each -> collected.machines.addAll(Instances.toInfos(each.instances())));
          collected.pages++;
          next = Optional.ofNullable(page.nextToken()).filter(token -> !token.isEmpty());
        }
        case Reply.Failed<DescribeInstancesResponse>(ProviderFailure failure) -> {
          collected.problem = failure;
          return;
        }
      }
    } while (next.isPresent());
  }

  /** What was found until now, and why it is not all. */
  private static final class Collected {
    private final List<InstanceInfo> machines = new ArrayList<>();
    private int pages;
    private @Nullable ProviderFailure problem;

    ProviderResult result() {
      ProviderFailure failure = problem;
      if (failure == null) {
        return ProviderResult.success(new ProviderData.InstanceStatuses(machines, true));
      }
      return pages == 0
          ? ProviderResult.failure(failure)
          : ProviderResult.success(
              new ProviderData.InstanceStatuses(
                  machines,
                  false,
                  Map.of(),
                  "page " + (pages + 1) + " failed: " + failure.message()));
    }
  }
}
