package io.signalbox.core.localcloud.ec2.call;

import io.signalbox.core.localcloud.wire.Parameters;
import io.signalbox.core.localcloud.wire.Refusal;
import io.signalbox.core.localcloud.wire.Wildcards;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a listing can be filtered by. Values may have {@code *} and {@code ?} in them, and those as
 * they are behind a backslash; one filter matches if any of its values does, and all filters have
 * to match. Immutable.
 */
public final class Filters<T> {

  private static final String TAG = "tag:";
  private static final int MOST_VALUES = 200;

  private final Map<String, Function<T, Collection<String>>> known;
  private final Function<T, Map<String, String>> tags;

  /**
   * Filters by name.
   *
   * @param known for each name, what one has of it
   * @param tags of one, for {@code tag:KEY} and {@code tag-key}
   */
  public Filters(
      Map<String, Function<T, Collection<String>>> known, Function<T, Map<String, String>> tags) {
    this.known = Map.copyOf(known);
    this.tags = tags;
  }

  /** Filters of things that have no tags. */
  public Filters(Map<String, Function<T, Collection<String>>> known) {
    this(known, each -> Map.of());
  }

  /**
   * Those that match what a call asks for.
   *
   * @throws Refusal for a filter that there is not, or one without values
   */
  public List<T> keep(Parameters parameters, Collection<T> all) {
    Stream<T> kept = all.stream();
    for (Parameters filter : parameters.structures("Filter")) {
      String name = filter.required("Name");
      List<String> values = filter.list("Value");
      if (values.isEmpty()) {
        throw Refusal.of("InvalidParameterValue", "The filter '" + name + "' has no values");
      }
      if (values.size() > MOST_VALUES) {
        throw Refusal.of(
            "FilterLimitExceeded",
            "The maximum number of filter values specified on a single call is " + MOST_VALUES);
      }
      var patterns = values.stream().map(Wildcards::of).toList();
      Function<T, Collection<String>> has = has(name);
      kept =
          kept.filter(each ->
              has.apply(each).stream()
                  .anyMatch(value -> patterns.stream().anyMatch(one -> one.matches(value))));
    }
    return kept.toList();
  }

  private Function<T, Collection<String>> has(String name) {
    if (name.startsWith(TAG)) {
      String key = name.substring(TAG.length());
      return each -> {
        String value = tags.apply(each).get(key);
        return value == null ? List.of() : List.of(value);
      };
    }
    if (name.equals("tag-key")) {
      return each -> tags.apply(each).keySet();
    }
    var has = known.get(name);
    if (has == null) {
      throw Refusal.of("InvalidParameterValue", "The filter '" + name + "' is invalid");
    }
    return has;
  }
}
