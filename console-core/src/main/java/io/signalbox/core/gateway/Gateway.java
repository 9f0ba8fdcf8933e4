package io.signalbox.core.gateway;

import io.signalbox.core.background.Threads;
import io.signalbox.core.error.Counted;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.ProviderCapabilities;
import io.signalbox.core.provider.ProviderEnvironment;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.provider.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way between the core and the code of a provider type. Every call has a deadline, and a
 * call that passes it is answered for; what is thrown becomes a failure; what is said is held
 * against what was asked, and secrets are struck out of it. So a provider harms only itself.
 *
 * <p>Thread-safe.
 */
public final class Gateway {

  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  /** How long making, changing or initializing a provider may take. */
  private static final Duration SETUP = Duration.ofSeconds(5);

  /**
   * How long a provider may take to make ready what its calls need: on a busy machine the SDK of a
   * cloud, 2 s of processor time, has taken half of that.
   */
  private static final Duration PREPARE = Duration.ofSeconds(60);

  private static final Duration CLOSE = Duration.ofMillis(300);

  /** No call is waited for longer, whatever its deadline. */
  private static final Duration LONGEST = Duration.ofHours(1);

  private final TimeSource time;
  private final Threads threads;
  private final boolean inline;
  private final Answers answers;
  private final Inquiries inquiries;
  // Of providers whose making hangs; one that was left behind counts until its next making.
  private final Map<String, HungCalls> making = new ConcurrentHashMap<>();

  private Gateway(TimeSource time, UnaryOperator<String> strike, Threads threads, boolean inline) {
    this.time = time;
    this.threads = threads;
    this.answers = new Answers(strike);
    this.inquiries = new Inquiries(strike);
    this.inline = inline;
  }

  /** Each call runs on a virtual thread of its own, which its caller can leave. */
  public static Gateway onThreads(TimeSource time, UnaryOperator<String> strike) {
    return onThreads(time, strike, Threads.VIRTUAL);
  }

  /** Each call runs on a thread of its own, which its caller can leave. */
  public static Gateway onThreads(TimeSource time, UnaryOperator<String> strike, Threads threads) {
    return new Gateway(time, strike, threads, false);
  }

  /**
   * Calls run on the caller's thread: for worlds that are played step by step, where the provider
   * itself lives on the played clock and so cannot hang. All else is the same.
   */
  public static Gateway inline(TimeSource time, UnaryOperator<String> strike) {
    return new Gateway(time, strike, Threads.VIRTUAL, true);
  }

  /** A provider that was made, or why it was not. */
  public sealed interface Creation {
    record Ready(GuardedProvider provider) implements Creation {}

    record Failed(ProviderFailure failure) implements Creation {}
  }

  /**
   * Makes and initializes a provider; one that fails, or comes when nobody waits for it any more,
   * is closed again.
   */
  public Creation create(ProviderFactory factory, ProviderEnvironment environment) {
    String name = environment.name();
    HungCalls hung = making.computeIfAbsent(name, each -> new HungCalls());
    AtomicReference<@Nullable Object> made = new AtomicReference<>();
    Ending<Creation> ending = setUp(name, hung, () -> created(factory, environment, made));
    making.computeIfPresent(name, (each, known) -> known.isEmpty() ? null : known);
    if (ending instanceof Ending.Returned<Creation>(Creation creation)) {
      return creation;
    }
    if (made.getAndSet(this) instanceof ProviderStrategy late) {
      close(threads(name), late);
    }
    return new Creation.Failed(answers.failure(name + " could not be made", ending));
  }

  private Creation created(
      ProviderFactory factory,
      ProviderEnvironment environment,
      AtomicReference<@Nullable Object> made) {
    ProviderStrategy strategy = factory.create(environment);
    boolean wanted = false;
    try {
      Optional<ProviderFailure> failure = strategy.initialize();
      if (failure.isPresent()) {
        return new Creation.Failed(answers.struck(failure.get()));
      }
      GuardedProvider guarded =
          new GuardedProvider(environment.name(), strategy, strategy.capabilities(), this);
      wanted = made.compareAndSet(null, strategy);
      return new Creation.Ready(guarded);
    } finally {
      if (!wanted) {
        strategy.close();
      }
    }
  }

  /** Guards a provider that is made and initialized already; asks it what it can do. */
  public GuardedProvider guard(ProviderStrategy strategy) {
    ProviderCapabilities capabilities = strategy.capabilities();
    return new GuardedProvider(strategy.name(), strategy, capabilities, this);
  }

  Answers answers() {
    return answers;
  }

  Inquiries inquiries() {
    return inquiries;
  }

  long nanos() {
    return time.nanos();
  }

  boolean isPast(Instant deadline) {
    return !inline && !time.now().isBefore(deadline);
  }

  Instant prepareUntil() {
    return time.now().plus(PREPARE);
  }

  <T> Ending<T> setUp(String name, HungCalls hung, Supplier<T> work) {
    return run(threads(name), hung, time.now().plus(SETUP), work);
  }

  /** Ends a provider; one that does not come to an end is left behind. */
  void close(ThreadFactory threads, ProviderStrategy strategy) {
    Ending<Boolean> ending =
        run(
            threads,
            new HungCalls(),
            time.now().plus(CLOSE),
            () -> {
              strategy.close();
              return true;
            });
    if (!(ending instanceof Ending.Returned<Boolean>)) {
      LOG.warn("{}", answers.failure("A provider could not be closed", ending).message());
    }
  }

  /**
   * Makes one call. Running out of stack or memory ends that call alone, on its own thread; an
   * error of the virtual machine itself is thrown.
   */
  <T> Ending<T> run(ThreadFactory threads, HungCalls hung, Instant deadline, Supplier<T> work) {
    Ending<T> ending = inline ? inline(work) : onThread(threads, hung, deadline, work);
    if (ending instanceof Ending.Threw<T>(VirtualMachineError fatal)
        && !(fatal instanceof StackOverflowError || fatal instanceof OutOfMemoryError)) {
      throw fatal;
    }
    return ending;
  }

  private <T> Ending<T> onThread(
      ThreadFactory threads, HungCalls hung, Instant deadline, Supplier<T> work) {
    long now = time.nanos();
    int hanging = hung.count(now);
    if (hanging >= HungCalls.LIMIT) {
      return new Ending.Shed<>(hanging);
    }
    return new Call<>(work, hung, now + left(deadline)).await(threads, time);
  }

  private long left(Instant deadline) {
    Instant now = time.now();
    Instant end = now.plus(LONGEST);
    return Duration.between(now, deadline.isBefore(end) ? deadline : end).toNanos();
  }

  private static <T> Ending<T> inline(Supplier<T> work) {
    try {
      return new Ending.Returned<>(work.get());
    } catch (Throwable e) {
      // As on a thread of its own: the caller knows what may be survived.
      return new Ending.Threw<>(e);
    }
  }

  ThreadFactory threads(String provider) {
    return threads
        .builder()
        .name("provider-" + Secrets.ofProcess().strike(provider))
        .inheritInheritableThreadLocals(false)
        .factory();
  }

  static ProviderFailure hung(String name, int calls) {
    return ProviderFailure.notSent(
        FailureClass.TRANSIENT,
        "PROVIDER_HUNG",
        name
            + " is not asked: still running beyond the deadline: "
            + Counted.of(calls, "call")
            + " to it");
  }
}
