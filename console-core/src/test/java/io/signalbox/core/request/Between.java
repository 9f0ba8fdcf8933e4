package io.signalbox.core.request;

import io.signalbox.core.audit.UnitOfWork;
import io.signalbox.core.lease.LeaseRepository;
import io.signalbox.core.provider.ProviderCapabilities;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.ProviderStrategy;
import java.util.Optional;

/** Stands between a process and its providers and store; lets everything through by itself. */
abstract class Between implements World.Kill {

  /** A call on its way; may be answered instead, or held up. */
  ProviderResult call(ProviderStrategy provider, ProviderOperation operation) {
    return provider.execute(operation);
  }

  /** Before its first call. */
  void prepare(ProviderStrategy provider) {
    provider.prepare();
  }

  @Override
  public UnitOfWork wrap(UnitOfWork unitOfWork) {
    return unitOfWork;
  }

  @Override
  public RequestRepository wrap(RequestRepository repository) {
    return repository;
  }

  @Override
  public LeaseRepository wrap(LeaseRepository repository) {
    return repository;
  }

  @Override
  public final ProviderStrategy wrap(ProviderStrategy strategy) {
    return new ProviderStrategy() {
      @Override
      public void prepare() {
        Between.this.prepare(strategy);
      }

      @Override
      public ProviderResult execute(ProviderOperation operation) {
        return call(strategy, operation);
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
