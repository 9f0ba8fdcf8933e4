package io.signalbox.core.provider.aws.quotas;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.LaunchSpec;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

  private static final String BAD = "BAD_ANSWER";
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
  // Kinds that templates launch, beside the two of most.
  private final Set<Kind> wanted = ConcurrentHashMap.newKeySet();
  // Where the service has not answered at all; of every quota.
  private volatile @Nullable Limit silence;

  /** A quota, or why it is not known, until then. */
  private record Limit(
      Optional<ProviderFailure> failure, long vcpus, Instant asked, Instant until) {}

  /** Virtual processors that run or are about to; empty where too many, or it was not answered. */
  private record Usage(Optional<Counted> counted, Instant asked, Instant until) {}

  /** A quota: of a bucket's machines in one market. */
  private record Kind(Bucket bucket, boolean onSpot) {
    String code() {
      return bucket.code(onSpot);
    }
  }

  /**
   * What is used of each kind.
   *
   * @param vcpus of machines that tell theirs
   * @param untold kinds with a machine that does not: what is used of those is not known
   */
  private record Counted(Map<Kind, Integer> vcpus, Set<Kind> untold) {
    Optional<Long> used(Kind kind) {
      return untold.contains(kind)
          ? Optional.empty()
          : Optional.of(vcpus.getOrDefault(kind, 0).longValue());
    }

    Set<Kind> kinds() {
      Set<Kind> all = new HashSet<>(vcpus.keySet());
      all.addAll(untold);
      return all;
    }
  }

  public VcpuQuotas(AwsClients clients, Caller caller, TimeSource time) {
    this.clients = clients;
    this.caller = caller;
    this.time = time;
  }

  /**
   * Of machines like most are, those of the families A, C, D, H, I, M, R, T and Z, on demand and on
   * spot, in this order; then of every other kind that machines of the account are of, or that
   * somebody has asked about or will launch. One that could not be asked says why.
   */
  public List<ProviderQuota> told(Instant deadline) {
    Bucket most = Bucket.ALL.getLast();
    Set<Kind> kinds = new LinkedHashSet<>(List.of(new Kind(most, false), new Kind(most, true)));
    List<ProviderQuota> told = new ArrayList<>();
    kinds.forEach(kind -> told.add(told(kind, deadline)));
    Set<Kind> others = new HashSet<>(wanted);
    Usage known = usage;
    if (known != null) {
      known.counted().ifPresent(counted -> others.addAll(counted.kinds()));
    }
    others.removeAll(kinds);
    others.stream()
        .sorted(Comparator.comparing(kind -> name(kind)))
        .forEach(kind -> told.add(told(kind, deadline)));
    return told;
  }

  private ProviderQuota told(Kind kind, Instant deadline) {
    Limit limit = limit(kind.code(), deadline);
    return limit
        .failure()
        .map(failure -> ProviderQuota.unknown(name(kind), failure.message(), limit.asked()))
        .orElseGet(() -> quota(kind, limit, deadline));
  }

  /** What there is of the quotas of such machines is worth telling. */
  public void want(LaunchSpec spec) {
    String pricing = spec.text("price_type").orElse("ondemand");
    for (String type : spec.machineTypes().keySet()) {
      Bucket.ofType(type)
          .ifPresent(bucket -> {
            if (!pricing.equals("spot")) {
              wanted.add(new Kind(bucket, false));
            }
            if (!pricing.equals("ondemand")) {
              wanted.add(new Kind(bucket, true));
            }
          });
    }
  }

  /**
   * Of a machine type in one market.
   *
   * @return empty for a type whose quota is not known by name
   */
  public Reply<Optional<ProviderQuota>> of(String type, boolean onSpot, Instant deadline) {
    Optional<Kind> kind = Bucket.ofType(type).map(bucket -> new Kind(bucket, onSpot));
    if (kind.isEmpty()) {
      return new Reply.Answered<>(Optional.empty());
    }
    wanted.add(kind.get());
    Limit limit = limit(kind.get().code(), deadline);
    return limit.failure().isPresent()
        ? new Reply.Failed<>(limit.failure().get())
        : new Reply.Answered<>(Optional.of(quota(kind.get(), limit, deadline)));
  }

  private String name(Kind kind) {
    return "%s vCPUs %s in %s"
        .formatted(kind.bucket().name(), kind.onSpot() ? "on spot" : "on demand", clients.region());
  }

  private ProviderQuota quota(Kind kind, Limit limit, Instant deadline) {
    Usage usage = usage(deadline);
    Long used = usage.counted().flatMap(counted -> counted.used(kind)).orElse(null);
    return new ProviderQuota(
        name(kind), limit.vcpus(), used, limit.asked(), used == null ? null : usage.asked(), "");
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
    if (failure.isEmpty() || isAnswered(failure.get()) || failure.get().code().equals(BAD)) {
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
      case Reply.Answered<JsonNode>(JsonNode answer) -> {
        JsonNode value = answer.path("Quota").path("Value");
        Instant now = time.now();
        // An answer without a number says nothing, and least of all that there is no quota.
        yield value.isNumber() && value.asDouble() >= 0
            ? new Limit(Optional.empty(), value.asLong(), now, now.plus(LIMIT))
            : new Limit(Optional.of(noValue()), 0, now, now.plus(AGAIN));
      }
    };
  }

  private static ProviderFailure noValue() {
    return ProviderFailure.of(
        FailureClass.TRANSIENT, BAD, "servicequotas:GetServiceQuota was answered without a value");
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

  private Optional<Counted> counted(Instant deadline) {
    Counted counted = new Counted(new HashMap<>(), new HashSet<>());
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
          .forEach(reservation -> reservation.instances().forEach(each -> count(each, counted)));
      next = Optional.ofNullable(answer.nextToken()).filter(token -> !token.isEmpty());
      if (next.isEmpty()) {
        return Optional.of(counted);
      }
    }
    return Optional.empty();
  }

  private static void count(Instance instance, Counted counted) {
    Optional<Kind> kind =
        Bucket.ofType(String.valueOf(instance.instanceTypeAsString()))
            .map(bucket ->
                new Kind(bucket, instance.instanceLifecycle() == InstanceLifecycleType.SPOT));
    CpuOptions cpu = instance.cpuOptions();
    if (cpu == null || cpu.coreCount() == null || cpu.threadsPerCore() == null) {
      kind.ifPresent(counted.untold()::add);
    } else {
      int vcpus = cpu.coreCount() * cpu.threadsPerCore();
      kind.ifPresent(each -> counted.vcpus().merge(each, vcpus, Integer::sum));
    }
  }
}
