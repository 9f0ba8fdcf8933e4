package io.signalbox.core.request.calling;

import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.gateway.GuardedProvider;
import io.signalbox.core.gateway.Listing;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.Leftovers;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.request.Attempt;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.routing.ProviderContext;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The calls requests make, each with its deadline and tags. Blocks; thread-safe. */
public final class ProviderCalls implements Listings {

  /** What the names of our own tags begin with. */
  public static final String OWN_TAGS = "signalbox:";

  public static final String TAG_REQUEST = OWN_TAGS + "request-id";
  static final String TAG_INSTALLATION = OWN_TAGS + "installation";
  public static final String TAG_ATTEMPT = OWN_TAGS + "attempt";

  /** How long a create may take to be answered; after that its outcome is unknown. */
  public static final Duration CREATE = Duration.ofSeconds(20);

  private static final Duration TERMINATE = Duration.ofSeconds(20);
  private static final Duration READ = Duration.ofSeconds(10);

  private final ProviderContext providers;
  private final Supplier<String> installation;
  private final TimeSource time;
  private final ProviderPauses pauses;
  private final CallRecords records;

  /**
   * @param installation the id that tags its machines, always the present one
   */
  public ProviderCalls(
      ProviderContext providers,
      Supplier<String> installation,
      TimeSource time,
      CallRecords records) {
    this.records = records;
    this.providers = providers;
    this.installation = installation;
    this.time = time;
    this.pauses = new ProviderPauses(time);
  }

  /** What providers have asked to wait. */
  public ProviderPauses pauses() {
    return pauses;
  }

  /**
   * Has a provider make ready what its calls need: before a create is marked as being sent, for
   * from there its time counts, and whatever takes all of it leaves the outcome unknown.
   */
  public void prepare(String provider) {
    providers.prepare(provider);
  }

  /**
   * @param marked when it was stored that it is being sent: its time counts from there, so that one
   *     that slept between that and the call is not made any more
   */
  public ProviderResult create(
      MachineRequest request, Attempt attempt, LaunchSpec spec, Instant marked) {
    OperationContext context =
        OperationContext.of(request.traceId(), marked.plus(CREATE))
            .withIdempotencyKey(attempt.key())
            .recordedBy(records.of(request.requestId(), attempt.number(), attempt.provider()));
    ProviderOperation create =
        new ProviderOperation.CreateInstances(
            spec, attempt.count(), tags(request.requestId(), attempt.key()), context);
    try {
      return noted(attempt.provider(), providers.send(attempt.provider(), create));
    } catch (SignalboxException e) {
      return gone(e);
    }
  }

  /** For a return. */
  public ProviderResult terminate(MachineRequest back, String provider, List<String> machineIds) {
    OperationContext context =
        context(provider, back.traceId(), TERMINATE)
            .recordedBy(records.of(back.requestId(), CallRecords.RETURN, provider));
    return at(provider, new ProviderOperation.TerminateInstances(machineIds, context));
  }

  /** All machines one attempt has made. */
  public Listing ofAttempt(MachineRequest request, Attempt attempt) {
    OperationContext context =
        context(attempt.provider(), request.traceId(), READ)
            .recordedBy(records.of(request.requestId(), attempt.number(), attempt.provider()));
    return list(
        attempt.provider(),
        new ProviderOperation.DescribeResourceInstances(
            tags(request.requestId(), attempt.key()), context));
  }

  @Override
  public Listing ofRequest(MachineRequest request, String provider) {
    Map<String, String> tags = ofInstallation();
    tags.put(TAG_REQUEST, request.requestId());
    return describe(provider, tags, request.traceId());
  }

  /** All machines of this installation at a provider, and no other installation's. */
  public Listing ofInstallation(String provider, String traceId) {
    return describe(provider, ofInstallation(), traceId);
  }

  /**
   * What launches of this installation have left at a provider beside machines.
   *
   * @param isOpen whether machines of the launch with a key are still waited for
   * @param remove whether to take it away
   */
  public Leftovers leftovers(
      GuardedProvider provider, Predicate<String> isOpen, boolean remove, String traceId) {
    return provider.leftovers(
        ofInstallation(), isOpen, remove, context(provider.name(), traceId, TERMINATE));
  }

  @Override
  public Listing ofReturn(MachineRequest back, String provider, List<String> machineIds) {
    return status(provider, machineIds, back.traceId());
  }

  Listing status(String provider, List<String> machineIds, String traceId) {
    return list(
        provider,
        new ProviderOperation.GetInstanceStatus(machineIds, context(provider, traceId, READ)));
  }

  private Listing describe(String provider, Map<String, String> tags, String traceId) {
    return list(
        provider,
        new ProviderOperation.DescribeResourceInstances(tags, context(provider, traceId, READ)));
  }

  private Listing list(String provider, ProviderOperation operation) {
    return Listing.of(operation, at(provider, operation));
  }

  /** A provider that is gone from the configuration fails like one that cannot be reached. */
  private ProviderResult at(String provider, ProviderOperation operation) {
    try {
      return noted(provider, providers.executeAt(provider, operation));
    } catch (SignalboxException e) {
      return gone(e);
    }
  }

  private ProviderResult noted(String provider, ProviderResult result) {
    pauses.note(provider, result);
    return result;
  }

  private static ProviderResult gone(SignalboxException e) {
    return ProviderResult.failure(
        ProviderFailure.of(FailureClass.PROVIDER, e.code().name(), e.getMessage()));
  }

  private Map<String, String> tags(String requestId, String attempt) {
    Map<String, String> tags = ofInstallation();
    tags.put(TAG_REQUEST, requestId);
    tags.put(TAG_ATTEMPT, attempt);
    return tags;
  }

  private Map<String, String> ofInstallation() {
    Map<String, String> tags = new LinkedHashMap<>();
    tags.put(TAG_INSTALLATION, installation.get());
    return tags;
  }

  /** Its time begins when the provider is ready. */
  private OperationContext context(String provider, String traceId, Duration within) {
    prepare(provider);
    Instant deadline = time.now().plus(within);
    return OperationContext.of(traceId, deadline);
  }
}
