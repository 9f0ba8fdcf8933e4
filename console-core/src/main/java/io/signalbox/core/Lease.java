package io.signalbox.core;

import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.request.RequestRepository;
import java.time.Duration;

/** A duty that one process at a time has; whoever asks first after it ran out gets it. */
final class Lease {

  private static final Duration LENGTH = Duration.ofSeconds(5);

  private final String name;
  private final String owner;
  private final RequestRepository repository;
  private final TimeSource time;

  Lease(String name, String owner, RequestRepository repository, TimeSource time) {
    this.name = name;
    this.owner = owner;
    this.repository = repository;
    this.time = time;
  }

  /** Takes or renews it; blocks. */
  boolean held() {
    return repository.lease(name, owner, time.now(), LENGTH);
  }

  void release() {
    repository.releaseLease(name, owner);
  }
}
