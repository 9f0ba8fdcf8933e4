package io.signalbox.core.provider.aws.launch.fleet;

import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.aws.client.InParts;
import io.signalbox.core.provider.aws.client.Reply;
import io.signalbox.core.provider.aws.failure.AwsFailures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How states of fleets are asked for, and what is told of their errors. Stateless. */
public final class FleetStates {

  /** Fleets of one call, the most that EC2 takes. */
  private static final int MOST = 100;

  private FleetStates() {}

  /**
   * States by id. One that is unknown is an error of the whole call: then each is asked about by
   * itself, and who is unknown is over.
   *
   * @param unknown how the code of such an error begins
   * @param ask asks about some at once
   */
  public static Reply<Map<String, FleetState>> of(
      List<String> ids,
      String unknown,
      Function<List<String>, Reply<Map<String, FleetState>>> ask) {
    Map<String, FleetState> states = new LinkedHashMap<>();
    for (List<String> some : InParts.of(ids, MOST)) {
      switch (ask.apply(some)) {
        case Reply.Answered<Map<String, FleetState>>(Map<String, FleetState> found) ->
            states.putAll(found);
        case Reply.Failed<Map<String, FleetState>>(ProviderFailure failure) -> {
          if (!AwsFailures.codeOf(failure).startsWith(unknown)) {
            return new Reply.Failed<>(failure);
          }
          for (String each : some) {
            if (some.size() == 1) {
              states.put(each, new FleetState(true, 0, 0, List.of(failure)));
            } else if (of(List.of(each), unknown, ask)
                instanceof Reply.Answered<Map<String, FleetState>>(Map<String, FleetState> one)) {
              states.putAll(one);
            }
          }
        }
      }
    }
    return new Reply.Answered<>(states);
  }

  /** Errors that AWS tells of a fleet. It tells of each pool by itself: alike is one cause. */
  public static final class Errors {

    /** Pools that are named of one cause; a fleet may have hundreds. */
    private static final int MOST_POOLS = 12;

    private final Map<Cause, Set<String>> errors = new LinkedHashMap<>();
    private final String action;

    private record Cause(String code, String said) {}

    /**
     * @param action that told of them, such as {@code ec2:CreateFleet}
     */
    public Errors(String action) {
      this.action = action;
    }

    /** One more; without a code it is none. */
    public void add(@Nullable String code, @Nullable String message) {
      add(code, message, "");
    }

    /**
     * The same of a pool, where the message does not say of which.
     *
     * @param pool such as {@code c5.large in us-east-1a}; empty where it is not told
     */
    public void add(@Nullable String code, @Nullable String message, String pool) {
      if (code != null) {
        Set<String> pools =
            errors.computeIfAbsent(
                new Cause(code, Optional.ofNullable(message).orElse("")),
                cause -> new LinkedHashSet<>());
        if (!pool.isEmpty()) {
          pools.add(pool);
        }
      }
    }

    /** One by cause, in the order in which they were told. */
    public List<ProviderFailure> all() {
      List<ProviderFailure> all = new ArrayList<>();
      errors.forEach((cause, pools) ->
          all.add(AwsFailures.told(cause.code(), cause.said() + words(pools), action)));
      return all;
    }

    private static String words(Set<String> pools) {
      if (pools.isEmpty()) {
        return "";
      }
      int more = pools.size() - MOST_POOLS;
      return " Asked for: "
          + pools.stream().limit(MOST_POOLS).collect(Collectors.joining(", "))
          + (more > 0 ? " and " + more + " more" : "");
    }
  }
}
