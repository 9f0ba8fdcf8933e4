package io.signalbox.core.routing.balancing;

/** Pick numbers of a short-lived process: each drawn from the store. */
public final class StoredPicks implements PickSource {

  private final PickRepository repository;

  public StoredPicks(PickRepository repository) {
    this.repository = repository;
  }

  @Override
  public Numbers rotation(String name) {
    return new Numbers() {
      @Override
      public long next() {
        return repository.nextPick(name);
      }

      @Override
      public long peek() {
        return repository.peekPick(name);
      }
    };
  }
}
