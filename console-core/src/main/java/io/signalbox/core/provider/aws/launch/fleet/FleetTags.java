package io.signalbox.core.provider.aws.launch.fleet;

import io.signalbox.core.provider.LaunchSpec;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Tags of fleets and their machines, in an order of their own. Stateless. */
public final class FleetTags {

  private FleetTags() {}

  /** Of a fleet: the template's, the launch's, and the one it is found again by. */
  public static List<Tag> of(LaunchSpec spec, Map<String, String> tags, FleetNote note) {
    Map<String, String> all = new TreeMap<>(all(spec, tags));
    all.put(FleetNote.LAUNCH, note.token());
    return sdk(all);
  }

  /** The template's tags, and over them those that must be. */
  public static Map<String, String> all(LaunchSpec spec, Map<String, String> tags) {
    Map<String, String> all = new TreeMap<>();
    if (spec.values().get("tags") instanceof Map<?, ?> own) {
      own.forEach((key, value) -> all.put(key.toString(), String.valueOf(value)));
    }
    all.putAll(tags);
    return all;
  }

  /** As the SDK has them. */
  public static List<Tag> sdk(Map<String, String> tags) {
    return new TreeMap<>(tags)
        .entrySet().stream()
            .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
  }
}
