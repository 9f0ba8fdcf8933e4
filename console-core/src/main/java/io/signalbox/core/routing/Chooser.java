package io.signalbox.core.routing;

import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.routing.DecisionRecord.Authority;
import io.signalbox.core.routing.DecisionRecord.Step;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The order of authority: override, pin, preference, active, session, tree, default, policy. Each
 * authority that may pass hands over to the next with a note. Stateless and thread-safe.
 */
final class Chooser {

  private Chooser() {}

  static Choice choose(Round round) {
    checkNames(round);
    Choice choice = byOrder(round);
    if (choice == null) {
      choice = byHand(round);
    }
    if (choice == null) {
      choice = bySession(round);
    }
    return choice != null ? choice : withoutSession(round);
  }

  /** The authorities below the session's. */
  static Choice withoutSession(Round round) {
    Choice choice = byTree(round);
    if (choice == null) {
      choice = byDefault(round);
    }
    return choice != null ? choice : byPolicy(round, Authority.POLICY, position -> true);
  }

  private static void checkNames(Round round) {
    for (String pin : round.request.pins()) {
      require(round.state, pin);
    }
    String override = round.request.strategyOverride();
    if (override != null) {
      require(round.state, override);
    }
    String preference = round.request.preference();
    if (preference != null) {
      require(round.state, preference);
      Set<String> pins = round.request.pins();
      if (!pins.isEmpty() && !pins.contains(preference)) {
        throw new SignalboxException(
            ErrorCode.PREFERENCE_CONFLICT,
            "Provider '%s' is preferred, but the template is pinned to '%s'; leave the preference out or name a pinned provider"
                .formatted(preference, String.join("', '", pins)),
            Map.of("preference", preference, "pins", List.copyOf(pins)));
      }
    }
  }

  static int require(RoutingState state, String name) {
    int position = state.position(name);
    if (position < 0) {
      throw new SignalboxException(
          ErrorCode.PROVIDER_NOT_FOUND,
          "Provider instance '" + name + "' not found in configuration",
          Map.of("requested_provider", name, "available_providers", state.names()));
    }
    return position;
  }

  /** Override, pin and preference: they do not pass unless the template allows it. */
  private static @Nullable Choice byOrder(Round round) {
    RouteRequest request = round.request;
    String override = request.strategyOverride();
    if (override != null) {
      Choice choice = named(round, Authority.STRATEGY_OVERRIDE, Set.of(override));
      if (choice != null) {
        return choice;
      }
    }
    String preference = request.preference();
    if (!request.pins().isEmpty()) {
      return named(round, Authority.PIN, preference == null ? request.pins() : Set.of(preference));
    }
    return preference == null ? null : named(round, Authority.PREFERENCE, Set.of(preference));
  }

  private static @Nullable Choice named(Round round, Authority authority, Set<String> names) {
    Choice choice =
        byPolicy(
            round, authority, position -> names.contains(round.state.provider(position).name()));
    if (choice.hasWinner()) {
      return choice;
    }
    if (!round.request.allowFailover()) {
      refuseIfHeld(round, names);
      return choice;
    }
    round.note(String.join(", ", names) + " was passed over: the template allows another provider");
    return null;
  }

  /** On instances that all take no new work the answer names their state. */
  private static void refuseIfHeld(Round round, Set<String> names) {
    String states = "";
    for (String name : names) {
      int position = round.state.position(name);
      Step step = round.verdicts[position].step();
      if (step != Step.ENABLED && step != Step.TAKES_WORK && step != Step.WEIGHT) {
        return;
      }
      String reason = Choice.reason(round, position);
      String text = step == Step.ENABLED ? reason : name + ": " + reason;
      states = states.isEmpty() ? text : states + "; " + text;
    }
    throw new SignalboxException(
        ErrorCode.PROVIDER_DISABLED, states, Map.of("providers", List.copyOf(names)));
  }

  private static @Nullable Choice byHand(Round round) {
    Activation activation = round.state.activation(round.now);
    if (activation == null) {
      return null;
    }
    int position = round.state.position(activation.provider());
    if (position >= 0 && round.accepts(position)) {
      return choice(round, Authority.ACTIVE, new int[] {position});
    }
    round.note("Active provider " + activation.provider() + " was passed over");
    return null;
  }

  /** The provider a session was given first, while it can serve. */
  private static @Nullable Choice bySession(Round round) {
    String session = round.request.sessionId();
    if (session == null || round.state.sessionTimeout() == null) {
      return null;
    }
    String provider = round.state.memory.sessions.provider(session, round.now);
    int position = provider == null ? -1 : round.state.position(provider);
    if (position >= 0 && round.accepts(position)) {
      return choice(round, Authority.STICKY_SESSION, new int[] {position});
    }
    if (provider != null) {
      round.note("The session's provider " + provider + " was passed over");
    }
    return null;
  }

  /** The tree, while any of its providers is in the running. */
  private static @Nullable Choice byTree(Round round) {
    TreeNode root = round.state.root;
    if (root == null) {
      return null;
    }
    TreeNode.Order order = new TreeNode.Order(round.state.size());
    root.order(round, order);
    int[] positions = order.positions();
    // What was put in order can nearly always serve; only else is the whole tree looked through.
    boolean any = positions.length > 0 && round.accepts(positions[0]);
    if (!any && !root.serves(round) && noneAccepted(round, root)) {
      round.note("No provider of the routing tree can serve");
      return null;
    }
    return choice(round, Authority.ROUTING_TREE, positions);
  }

  private static boolean noneAccepted(Round round, TreeNode root) {
    for (int position : root.leaves()) {
      if (round.accepts(position)) {
        return false;
      }
    }
    return true;
  }

  /** Defaults are for templates that name neither type nor API. */
  private static @Nullable Choice byDefault(Round round) {
    RouteRequest request = round.request;
    boolean free = request.providerType() == null && request.providerApi() == null;
    if (request.offers() == null || !free) {
      return null;
    }
    RoutingSettings settings = round.state.snapshot.settings();
    String instance = settings.defaultInstance();
    int position = instance == null ? -1 : round.state.position(instance);
    if (position >= 0 && round.accepts(position)) {
      return choice(round, Authority.DEFAULT_INSTANCE, new int[] {position});
    }
    String type = settings.defaultType();
    if (type == null) {
      return null;
    }
    Choice ofType =
        byPolicy(
            round, Authority.DEFAULT_TYPE, each -> round.state.provider(each).type().equals(type));
    return ofType.hasWinner() ? ofType : null;
  }

  /** Preferred candidates form the first tier; the policy orders each. */
  private static Choice byPolicy(Round round, Authority authority, IntPredicate wanted) {
    PolicyOrder policies = round.state.policies;
    int[] accepted = accepted(round, wanted);
    // Who was named by order needs no price or capability to be chosen by.
    boolean ordered = authority.compareTo(Authority.PREFERENCE) <= 0;
    String lacks = ordered || accepted.length == 0 ? "" : policies.lacks(round, accepted);
    if (!lacks.isEmpty()) {
      return new Choice(round, authority, new int[0], lacks);
    }
    List<String> preferences = round.criteria.preferStrategies();
    if (accepted.length < 2 || preferences.isEmpty()) {
      return choice(round, authority, policies.order(round, accepted));
    }
    IntPredicate preferred = position -> Judge.names(preferences, round.state.provider(position));
    int[] first = policies.order(round, Arrays.stream(accepted).filter(preferred).toArray());
    int[] rest = Arrays.stream(accepted).filter(preferred.negate()).toArray();
    int[] order = Arrays.copyOf(first, accepted.length);
    // Only the tier the winner comes from turns its wheel.
    int[] second = first.length == 0 ? policies.order(round, rest) : rest;
    System.arraycopy(second, 0, order, first.length, second.length);
    return choice(round, authority, order);
  }

  private static int[] accepted(Round round, IntPredicate wanted) {
    int size = round.verdicts.length;
    int[] accepted = new int[size];
    int count = 0;
    for (int i = 0; i < size; i++) {
      if (round.accepts(i) && wanted.test(i)) {
        accepted[count++] = i;
      }
    }
    return count == size ? accepted : Arrays.copyOf(accepted, count);
  }

  private static Choice choice(Round round, Authority authority, int[] order) {
    return new Choice(round, authority, order, "");
  }
}
