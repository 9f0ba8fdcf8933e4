package io.signalbox.core.provider;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A provider that a machine's own files speak of.
 *
 * @param name what it might be called
 * @param words what was found and where, for a person: {@code profile hf-staging of ~/.aws/config}
 * @param settings of the type by name, as they would be typed; never a secret
 */
public record FoundProvider(String name, String words, Map<String, String> settings) {

  public FoundProvider {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }
}
