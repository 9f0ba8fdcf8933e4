package io.signalbox.core.request;

import io.signalbox.core.audit.UnitOfWork;
import io.signalbox.core.lease.LeaseRepository;
import io.signalbox.core.provider.ProviderCapabilities;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.ProviderStrategy;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Strikes a process at its k-th durable step: a transaction, or a call that changes a cloud; right
 * before the step or right after it.
 */
abstract class StrikeAt implements World.Kill {

  private final int step;
  private final boolean after;
  private final AtomicInteger seen = new AtomicInteger();
  private final ThreadLocal<Boolean> inside = ThreadLocal.withInitial(() -> false);

  StrikeAt(int step, boolean after) {
    this.step = step;
    this.after = after;
  }

  /** What happens at the step. */
  abstract void strike();

  /** Called before everything the process does to its store. */
  void alive() {}

  /** Durable steps the process has begun. */
  int steps() {
    return seen.get();
  }

  /**
   * Whether it strikes here; each is asked about twice.
   *
   * @param call whether it is a call, and no transaction
   * @param number of all durable steps, from 1 on
   * @param done whether the step was done
   */
  boolean isHere(boolean call, int number, boolean done) {
    return number == step && done == after;
  }

  private <T> T durable(boolean call, Supplier<T> work) {
    alive();
    int number = seen.incrementAndGet();
    if (isHere(call, number, false)) {
      strike();
    }
    T result = work.get();
    if (isHere(call, number, true)) {
      strike();
    }
    return result;
  }

  @Override
  public UnitOfWork wrap(UnitOfWork unitOfWork) {
    return new UnitOfWork() {
      @Override
      public <T> T inTransaction(Supplier<T> work) {
        return inside.get()
            ? unitOfWork.inTransaction(work)
            : durable(
                false,
                () ->
                    unitOfWork.inTransaction(() -> {
                      inside.set(true);
                      try {
                        return work.get();
                      } finally {
                        inside.set(false);
                      }
                    }));
      }
    };
  }

  @Override
  public RequestRepository wrap(RequestRepository repository) {
    return mortal(RequestRepository.class, repository);
  }

  @Override
  public LeaseRepository wrap(LeaseRepository repository) {
    return mortal(LeaseRepository.class, repository);
  }

  private <R> R mortal(Class<R> type, R repository) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              alive();
              try {
                return method.invoke(repository, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  @Override
  public ProviderStrategy wrap(ProviderStrategy strategy) {
    return new ProviderStrategy() {
      @Override
      public ProviderResult execute(ProviderOperation operation) {
        boolean changes =
            operation.type() == ProviderOperationType.CREATE_INSTANCES
                || operation.type() == ProviderOperationType.TERMINATE_INSTANCES;
        return changes
            ? durable(true, () -> strategy.execute(operation))
            : strategy.execute(operation);
      }

      @Override
      public ProviderCapabilities capabilities() {
        return strategy.capabilities();
      }

      @Override
      public String name() {
        return strategy.name();
      }

      @Override
      public String type() {
        return strategy.type();
      }

      @Override
      public Optional<ProviderFailure> initialize() {
        return strategy.initialize();
      }

      @Override
      public void close() {
        strategy.close();
      }
    };
  }
}
