package io.signalbox.core.gateway;

import io.signalbox.core.log.Traced;
import io.signalbox.core.provider.ApiCallLog;
import io.signalbox.core.provider.ConnectionFinding;
import io.signalbox.core.provider.LaunchPreview;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.Leftovers;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.PriceEstimate;
import io.signalbox.core.provider.ProviderCapabilities;
import io.signalbox.core.provider.ProviderConfig;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.ProviderStrategy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.function.Predicate;

/**
 * A provider as the core sees it: every call answers by its deadline and never throws. Made by a
 * {@link Gateway} alone. Thread-safe.
 */
public final class GuardedProvider implements AutoCloseable {

  private final String name;
  private final ProviderStrategy strategy;
  private final Gateway gateway;
  private final HungCalls hung = new HungCalls();
  private final ThreadFactory threads;
  private final CallLog log;
  private volatile ProviderCapabilities capabilities;
  private volatile boolean prepared;

  GuardedProvider(
      String name, ProviderStrategy strategy, ProviderCapabilities capabilities, Gateway gateway) {
    this.name = name;
    this.strategy = strategy;
    this.capabilities =
        gateway.answers().struck(Objects.requireNonNull(capabilities, "what the provider can do"));
    this.gateway = gateway;
    this.threads = gateway.threads(name);
    this.log = new CallLog(name);
  }

  /** The instance name, as configured. */
  public String name() {
    return name;
  }

  /** What it can do, as it said when it was made or last changed; calls nobody. */
  public ProviderCapabilities capabilities() {
    return capabilities;
  }

  /**
   * What it can do as far as the configuration lets it.
   *
   * @param apis the launch APIs it offers; empty if any is taken
   * @param configured the configuration's capability map
   */
  public ProviderCapabilities capabilities(Set<String> apis, Map<String, Object> configured) {
    return NarrowedCapabilities.of(capabilities, apis, configured);
  }

  /** Calls that passed their deadline and have not ended yet. */
  public int hungCalls() {
    return hung.count(gateway.nanos());
  }

  /**
   * Has what a call needs made ready, once; blocks until that is done, for 60 s at most. However it
   * ends, calls can be made: each then makes ready what is missing in its own time.
   */
  public void prepare() {
    if (!prepared
        && gateway.run(threads, hung, gateway.prepareUntil(), this::preparation)
            instanceof Ending.Returned<Boolean>) {
      prepared = true;
    }
  }

  private boolean preparation() {
    strategy.prepare();
    return true;
  }

  /**
   * Executes one operation; blocks until it is answered, its deadline passes or the caller is
   * interrupted. What a create or a terminate did then is unknown.
   */
  public ProviderResult execute(ProviderOperation operation) {
    long begun = gateway.nanos();
    ProviderResult result;
    if (gateway.isPast(operation.context().deadline())) {
      result = ProviderResult.failure(Answers.notInTime(name));
    } else {
      Ending<ProviderResult> ending =
          gateway.run(threads, hung, operation.context().deadline(), () -> ask(operation));
      result =
          ending instanceof Ending.Returned<ProviderResult>(ProviderResult said)
              ? said
              : ProviderResult.failure(gateway.answers().instead(name, operation, ending));
    }
    log.called(operation, result, begun, gateway.nanos());
    return result;
  }

  /**
   * What a machine of each template is estimated to cost; blocks until it is answered or the
   * context's deadline passes. It counts for nothing: no figure, no circuit.
   *
   * @param next when an answer that is none is worth asking for again
   * @return one for each, in their order
   */
  public List<PriceEstimate> prices(
      List<LaunchSpec> specs, OperationContext context, Instant next) {
    Ending<List<PriceEstimate>> ending =
        gateway.run(
            threads,
            hung,
            context.deadline(),
            () -> {
              try (Traced trace = Traced.by(context.traceId())) {
                return strategy.prices(specs, context);
              }
            });
    return gateway.answers().prices(name, specs.size(), ending, next);
  }

  private ProviderResult ask(ProviderOperation operation) {
    try (Traced trace = Traced.by(operation.context().traceId())) {
      return gateway.answers().checked(operation, strategy.execute(recorded(operation)), log);
    }
  }

  private ProviderOperation recorded(ProviderOperation operation) {
    OperationContext context = operation.context();
    return context.calls() == ApiCallLog.NONE
        ? operation
        : operation.in(context.recordedBy(gateway.inquiries().struck(context.calls())));
  }

  /**
   * Tries whether it can be used, without effect; blocks until all is tried, the context's deadline
   * passes or the caller is interrupted. It counts for nothing: no figure, no circuit.
   *
   * @return at least one
   */
  public List<ConnectionFinding> test(OperationContext context) {
    Ending<List<ConnectionFinding>> ending =
        gateway.run(threads, hung, context.deadline(), () -> tested(context));
    return gateway.inquiries().found(name, ending);
  }

  private List<ConnectionFinding> tested(OperationContext context) {
    try (Traced trace = Traced.by(context.traceId())) {
      return strategy.test(context);
    }
  }

  /** What it would send for a launch; empty where it cannot tell. */
  public Optional<LaunchPreview> preview(ProviderOperation.CreateInstances launch) {
    Ending<Optional<LaunchPreview>> ending =
        gateway.run(threads, hung, launch.context().deadline(), () -> strategy.preview(launch));
    return gateway.inquiries().preview(name, ending);
  }

  /**
   * What launches have left that nothing needs any more; blocks until it is answered or the
   * context's deadline passes.
   */
  public Leftovers leftovers(
      Map<String, String> tags,
      Predicate<String> isOpen,
      boolean remove,
      OperationContext context) {
    Ending<Leftovers> ending =
        gateway.run(
            threads,
            hung,
            context.deadline(),
            () -> {
              try (Traced trace = Traced.by(context.traceId())) {
                return strategy.leftovers(tags, isOpen, remove, context);
              }
            });
    return gateway.inquiries().leftovers(name, ending);
  }

  /**
   * Changes settings while it runs.
   *
   * @return false when it must be made anew instead, also where its code failed
   * @throws IllegalArgumentException if it does not take the settings; it keeps those it has
   */
  public boolean update(ProviderFactory factory, ProviderConfig config) {
    Ending<Boolean> ending =
        gateway.setUp(
            name,
            hung,
            () -> {
              boolean taken = factory.update(strategy, config);
              if (taken) {
                capabilities =
                    gateway.answers().struck(Objects.requireNonNull(strategy.capabilities()));
              }
              return taken;
            });
    return switch (ending) {
      case Ending.Returned<Boolean>(Boolean taken) -> taken;
      case Ending.Threw<Boolean>(IllegalArgumentException refused) ->
          throw new IllegalArgumentException(
              gateway.answers().struck(String.valueOf(refused.getMessage())), refused);
      case Ending.Threw<Boolean> threw -> false;
      case Ending.Late<Boolean> late -> false;
      case Ending.Stopped<Boolean> stopped -> false;
      case Ending.Shed<Boolean> shed -> false;
    };
  }

  /** Ends it; one that does not come to an end is left behind. */
  @Override
  public void close() {
    gateway.close(threads, strategy);
  }

  @Override
  public String toString() {
    return "GuardedProvider[" + name + "]";
  }
}
