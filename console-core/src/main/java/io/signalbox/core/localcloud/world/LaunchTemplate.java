package io.signalbox.core.localcloud.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A launch template.
 *
 * @param id for example {@code lt-0123456789abcdef0}
 * @param name unique in its region
 * @param madeAt when
 * @param versions the first first, which is also the default
 */
public record LaunchTemplate(String id, String name, Instant madeAt, List<Version> versions) {

  /**
   * A version.
   *
   * @param number from 1 on
   * @param description empty for none
   * @param madeAt when
   * @param data the parameters of a launch, as {@code LaunchTemplateData} spells them
   */
  public record Version(int number, String description, Instant madeAt, Map<String, String> data) {

    public Version {
      data = Map.copyOf(data);
    }
  }

  public LaunchTemplate {
    versions = List.copyOf(versions);
  }

  /** With one more version. */
  public LaunchTemplate with(Version version) {
    var all = new ArrayList<>(versions);
    all.add(version);
    return new LaunchTemplate(id, name, madeAt, all);
  }

  /** The version that a text names: a number, {@code $Latest}, or {@code $Default} or nothing. */
  public Optional<Version> version(String named) {
    return switch (named) {
      case "", "$Default" -> Optional.of(versions.getFirst());
      case "$Latest" -> Optional.of(versions.getLast());
      case String number ->
          versions.stream()
              .filter(each -> String.valueOf(each.number()).equals(number))
              .findFirst();
    };
  }
}
