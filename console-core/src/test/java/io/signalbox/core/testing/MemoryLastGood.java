package io.signalbox.core.testing;

import io.signalbox.core.template.LastGoodRepository;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Last good versions in memory. */
public final class MemoryLastGood implements LastGoodRepository {

  private final Map<String, LastGood> all = new HashMap<>();

  @Override
  public Optional<LastGood> find(String file) {
    return Optional.ofNullable(all.get(file));
  }

  @Override
  public boolean has(String file, String sha256) {
    return find(file).filter(kept -> kept.sha256().equals(sha256)).isPresent();
  }

  @Override
  public void save(LastGood version) {
    all.put(version.file(), version);
  }

  @Override
  public void delete(String file) {
    all.remove(file);
  }
}
