package io.signalbox.core.template;

import java.time.Instant;
import java.util.Optional;

/**
 * Keeps the last good version of each template file, so that a new process uses it too.
 * Thread-safe; may block.
 */
public interface LastGoodRepository {

  Optional<LastGood> find(String file);

  /** Whether the version that is kept has this sum; its bytes are not read for it. */
  boolean has(String file, String sha256);

  void save(LastGood version);

  void delete(String file);

  /**
   * @param sha256 of {@code bytes}, lower-case hex
   */
  record LastGood(String file, byte[] bytes, String sha256, Instant at) {}
}
