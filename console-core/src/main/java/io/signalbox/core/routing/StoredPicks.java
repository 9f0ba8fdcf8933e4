package io.signalbox.core.routing;

/** Pick numbers of a short-lived process: each drawn from the store. */
public final class StoredPicks implements PickSource {

  private final RoutingStateRepository repository;

  public StoredPicks(RoutingStateRepository repository) {
    this.repository = repository;
  }

  @Override
  public long next(String rotation) {
    return repository.nextPick(rotation);
  }

  @Override
  public long peek(String rotation) {
    return repository.peekPick(rotation);
  }
}
