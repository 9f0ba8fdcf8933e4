package io.signalbox.core.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the files of one environment say otherwise than those of another, without overrides.
 *
 * @param here the environment in force; empty for the main file alone
 * @param there the one it is compared with; empty for the main file alone
 * @param names the environments there are overlays for
 * @param differences by key
 * @param problems why one of the two could not be read; empty where both could
 */
public record OverlayComparison(
    String here,
    String there,
    List<String> names,
    List<Difference> differences,
    List<String> problems) {

  public OverlayComparison {
    names = List.copyOf(names);
    differences = List.copyOf(differences);
    problems = List.copyOf(problems);
  }

  /**
   * One setting.
   *
   * @param there as the other has it; null where it has none
   * @param here as it is in the files in force; null where they have none
   */
  public record Difference(String key, @Nullable SettingValue there, @Nullable SettingValue here) {}

  /**
   * @param mine null where the files in force cannot be read just now
   * @param theirs null where the other's cannot
   */
  public static OverlayComparison of(
      String here,
      String there,
      List<String> names,
      @Nullable Configuration mine,
      @Nullable Configuration theirs,
      List<String> problems) {
    List<Difference> differences = new ArrayList<>();
    if (mine != null && theirs != null) {
      TreeSet<String> keys = new TreeSet<>(mine.values().keySet());
      keys.addAll(theirs.values().keySet());
      for (String key : keys) {
        SettingValue other = theirs.values().get(key);
        SettingValue own = mine.values().get(key);
        if (!Objects.equals(value(own), value(other))) {
          differences.add(new Difference(key, other, own));
        }
      }
    }
    return new OverlayComparison(here, there, names, differences, problems);
  }

  private static @Nullable Object value(@Nullable SettingValue setting) {
    return setting == null ? null : setting.value();
  }
}
