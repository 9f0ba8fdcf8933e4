package io.signalbox.core.provider.aws.quotas;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderQuota;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.provider.aws.client.AwsClients;
import io.signalbox.core.provider.aws.client.Caller;
import io.signalbox.core.provider.aws.client.Deadlines;
import io.signalbox.core.provider.aws.client.Reply;
import io.signalbox.core.provider.aws.failure.AwsFailures;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CpuOptions;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceLifecycleType;

/**
 * How many virtual processors the account may have at once in the region, and has: a quota is good
 * for six hours, what is used for ten minutes. A quota that Service Quotas may not tell is not
 * asked for an hour; a service that does not answer is asked for none for ten minutes, and each
 * question takes half the time that is left at most: what is asked beside it is more important.
 * Thread-safe.
 */
public final class VcpuQuotas {

  private static final String OPERATION = "ServiceQuotasV20190624.GetServiceQuota";
  private static final Duration LIMIT = Duration.ofHours(6);
  private static final Duration USED = Duration.ofMinutes(10);
  private static final Duration REFUSED = Duration.ofHours(1);
  private static final Duration AGAIN = Duration.ofMinutes(10);

  /** Rows of a page, and pages that are read: of an account with more, what is used is not told. */
  private static final int PAGE = 1_000;

  private static final int PAGES = 10;

  private final AwsClients clients;
  private final Caller caller;
  private final TimeSource time;
  private final Map<String, Limit> limits = new ConcurrentHashMap<>();
  private volatile @Nullable Usage usage;
  // Where the service has not answered at all; of every quota.
  private volatile @Nullable Limit silence;

  /** A quota, or why it is not known, until then. */
  private record Limit(
      Optional<ProviderFailure> failure, long vcpus, Instant asked, Instant until) {}

  /** Virtual processors that run or are about to, by code of their quota; empty where too many. */
  private record Usage(Optional<Map<String, Integer>> byCode, Instant asked, Instant until) {}

  public VcpuQuotas(AwsClients clients, Caller caller, TimeSource time) {
    this.clients = clients;
    this.caller = caller;
    this.time = time;
  }

  /**
   * Of machines like most are: those of the families A, C, D, H, I, M, R, T and Z. On demand and on
   * spot, in this order; one that could not be asked says why.
   */
  public List<ProviderQuota> standard(Instant deadline) {
    Bucket bucket = Bucket.ALL.getLast();
    return Stream.of(false, true)
        .map(onSpot -> {
          Limit limit = limit(bucket.code(onSpot), deadline);
          return limit
              .failure()
              .map(failure ->
                  ProviderQuota.unknown(name(bucket, onSpot), failure.message(), limit.asked()))
              .orElseGet(() -> quota(bucket, onSpot, limit, deadline));
        })
        .toList();
  }

  /**
   * Of a machine type in one market.
   *
   * @return empty for a type whose quota is not known by name
   */
  public Reply<Optional<ProviderQuota>> of(String type, boolean onSpot, Instant deadline) {
    Optional<Bucket> bucket = Bucket.ofType(type);
    if (bucket.isEmpty()) {
      return new Reply.Answered<>(Optional.empty());
    }
    Limit limit = limit(bucket.get().code(onSpot), deadline);
    return limit.failure().isPresent()
        ? new Reply.Failed<>(limit.failure().get())
        : new Reply.Answered<>(Optional.of(quota(bucket.get(), onSpot, limit, deadline)));
  }

  private String name(Bucket bucket, boolean onSpot) {
    return "%s vCPUs %s in %s"
        .formatted(bucket.name(), onSpot ? "on spot" : "on demand", clients.region());
  }

  private ProviderQuota quota(Bucket bucket, boolean onSpot, Limit limit, Instant deadline) {
    Usage usage = usage(deadline);
    Long used =
        usage.byCode().map(by -> (long) by.getOrDefault(bucket.code(onSpot), 0)).orElse(null);
    return new ProviderQuota(
        name(bucket, onSpot),
        limit.vcpus(),
        used,
        limit.asked(),
        used == null ? null : usage.asked(),
        "");
  }

  private Limit limit(String code, Instant deadline) {
    Limit known = limits.get(code);
    if (known != null && time.now().isBefore(known.until())) {
      return known;
    }
    Limit silent = silence;
    if (silent != null && time.now().isBefore(silent.until())) {
      return silent;
    }
    Limit asked = asked(code, half(deadline));
    Optional<ProviderFailure> failure = asked.failure();
    if (failure.isEmpty() || isAnswered(failure.get())) {
      limits.put(code, asked);
    } else if (failure.get().wasSent()) {
      silence = asked;
    }
    return asked;
  }

  private static boolean isAnswered(ProviderFailure failure) {
    return !AwsFailures.codeOf(failure).isEmpty();
  }

  private Instant half(Instant deadline) {
    return Deadlines.half(time.now(), deadline);
  }

  private Limit asked(String code, Instant deadline) {
    Map<String, String> body = Map.of("ServiceCode", "ec2", "QuotaCode", code);
    return switch (caller.read(
        "servicequotas:GetServiceQuota",
        deadline,
        within -> clients.quotas().call(OPERATION, body, within))) {
      case Reply.Failed<JsonNode>(ProviderFailure failure) -> {
        boolean refused = isAnswered(failure) && failure.failureClass() != FailureClass.TRANSIENT;
        Instant now = time.now();
        yield new Limit(Optional.of(failure), 0, now, now.plus(refused ? REFUSED : AGAIN));
      }
      case Reply.Answered<JsonNode>(JsonNode answer) ->
          new Limit(
              Optional.empty(),
              Math.max(0, answer.path("Quota").path("Value").asLong(0)),
              time.now(),
              time.now().plus(LIMIT));
    };
  }

  private Usage usage(Instant deadline) {
    Usage known = usage;
    if (known == null || !time.now().isBefore(known.until())) {
      Instant asked = time.now();
      known = new Usage(counted(half(deadline)), asked, asked.plus(USED));
      usage = known;
    }
    return known;
  }

  private Optional<Map<String, Integer>> counted(Instant deadline) {
    Map<String, Integer> byCode = new HashMap<>();
    Optional<String> next = Optional.empty();
    for (int page = 0; page < PAGES; page++) {
      DescribeInstancesRequest.Builder request =
          DescribeInstancesRequest.builder()
              .filters(
                  Filter.builder().name("instance-state-name").values("pending", "running").build())
              .maxResults(PAGE);
      next.ifPresent(request::nextToken);
      Reply<DescribeInstancesResponse> reply =
          caller.read(
              "ec2:DescribeInstances",
              deadline,
              within ->
                  clients.reads().describeInstances(request.overrideConfiguration(within).build()));
      if (!(reply instanceof Reply.Answered<DescribeInstancesResponse>(var answer))) {
        return Optional.empty();
      }
      answer
          .reservations()
          .forEach(reservation -> reservation.instances().forEach(each -> count(each, byCode)));
      next = Optional.ofNullable(answer.nextToken()).filter(token -> !token.isEmpty());
      if (next.isEmpty()) {
        return Optional.of(byCode);
      }
    }
    return Optional.empty();
  }

  private static void count(Instance instance, Map<String, Integer> byCode) {
    CpuOptions cpu = instance.cpuOptions();
    if (cpu == null || cpu.coreCount() == null || cpu.threadsPerCore() == null) {
      return;
    }
    boolean onSpot = instance.instanceLifecycle() == InstanceLifecycleType.SPOT;
    Bucket.ofType(String.valueOf(instance.instanceTypeAsString()))
        .ifPresent(bucket ->
            byCode.merge(
                bucket.code(onSpot), cpu.coreCount() * cpu.threadsPerCore(), Integer::sum));
  }
}
