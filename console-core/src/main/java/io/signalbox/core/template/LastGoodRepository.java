package io.signalbox.core.template;

import java.time.Instant;
import java.util.Optional;

/**
 * Keeps the last good version of each template file, so that a new process uses it too.
 * Thread-safe; may block.
 */
public interface LastGoodRepository {

  Optional<LastGood> find(String file);

  void save(LastGood version);

  void delete(String file);

  /**
   * @param sha256 of {@code bytes}, lower-case hex
   */
  record LastGood(String file, byte[] bytes, String sha256, Instant at) {}
}
