package io.signalbox.core.request;

import io.signalbox.core.audit.UnitOfWork;
import io.signalbox.core.lease.LeaseRepository;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderCapabilities;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderHealthStatus;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.ProviderStrategy;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Kills a process at its k-th durable step: a transaction, or a call that changes a cloud. It dies
 * right before the step or right after it, and nothing it would still have done reaches the disk:
 * not even giving back its leases.
 */
final class KillAt implements World.Kill {

  /** What a killed process "throws": like an exhausted machine, which no code of ours survives. */
  static final class Killed extends VirtualMachineError {
    private static final long serialVersionUID = 1L;
  }

  private final int step;
  private final boolean after;
  private int seen;
  private boolean dead;
  private final ThreadLocal<Boolean> inside = ThreadLocal.withInitial(() -> false);

  KillAt(int step, boolean after) {
    this.step = step;
    this.after = after;
  }

  boolean struck() {
    return dead;
  }

  private <T> T durable(Supplier<T> work) {
    alive();
    boolean last = ++seen == step;
    if (last && !after) {
      dead = true;
      throw new Killed();
    }
    T result = work.get();
    if (last) {
      dead = true;
      throw new Killed();
    }
    return result;
  }

  private void alive() {
    if (dead) {
      throw new Killed();
    }
  }

  @Override
  public UnitOfWork wrap(UnitOfWork unitOfWork) {
    return new UnitOfWork() {
      @Override
      public <T> T inTransaction(Supplier<T> work) {
        return inside.get()
            ? unitOfWork.inTransaction(work)
            : durable(() ->
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
        return changes ? durable(() -> strategy.execute(operation)) : strategy.execute(operation);
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
      public ProviderHealthStatus checkHealth(OperationContext context) {
        return strategy.checkHealth(context);
      }

      @Override
      public void close() {
        strategy.close();
      }
    };
  }
}
