package io.signalbox.core.routing.choosing;

import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.routing.DecisionRecord.Authority;
import io.signalbox.core.routing.DecisionRecord.Step;
import io.signalbox.core.routing.RouteRequest;
import io.signalbox.core.routing.RoutingSettings;
import io.signalbox.core.routing.candidate.CandidateEligibility;
import io.signalbox.core.routing.candidate.Refusals;
import io.signalbox.core.routing.candidate.SelectionContext;
import io.signalbox.core.routing.holds.Activation;
import io.signalbox.core.routing.tree.TreeNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The order of authority: override, pin, preference, active, session, tree, default, policy. Each
 * authority that may pass hands over to the next with a note. Immutable.
 */
public final class Chooser {

  private final RoutingState state;

  Chooser(RoutingState state) {
    this.state = state;
  }

  public Choice choose(SelectionContext selection) {
    checkNames(selection);
    Choice choice = byOrder(selection);
    if (choice == null) {
      choice = activated(selection);
    }
    if (choice == null) {
      choice = bySession(selection);
    }
    return choice != null ? choice : withoutSession(selection);
  }

  /** The authorities below the session's. */
  public Choice withoutSession(SelectionContext selection) {
    Choice choice = byTree(selection);
    if (choice == null) {
      choice = byDefault(selection);
    }
    return choice != null ? choice : byPolicy(selection, Authority.POLICY, position -> true);
  }

  private static void checkNames(SelectionContext selection) {
    for (String pin : selection.request().pins()) {
      selection.table().require(pin);
    }
    String override = selection.request().strategyOverride();
    if (override != null) {
      selection.table().require(override);
    }
    String preference = selection.request().preference();
    if (preference != null) {
      selection.table().require(preference);
      Set<String> pins = selection.request().pins();
      if (!pins.isEmpty() && !pins.contains(preference)) {
        throw new SignalboxException(
            ErrorCode.PREFERENCE_CONFLICT,
            "Provider '%s' is preferred, but the template is pinned to '%s'; leave the preference out or name a pinned provider"
                .formatted(preference, String.join("', '", pins)),
            Map.of("preference", preference, "pins", List.copyOf(pins)));
      }
    }
  }

  /** Override, pin and preference: they do not pass unless the template allows it. */
  private @Nullable Choice byOrder(SelectionContext selection) {
    RouteRequest request = selection.request();
    String override = request.strategyOverride();
    if (override != null) {
      Choice choice = named(selection, Authority.STRATEGY_OVERRIDE, Set.of(override));
      if (choice != null) {
        return choice;
      }
    }
    String preference = request.preference();
    if (!request.pins().isEmpty()) {
      return named(
          selection, Authority.PIN, preference == null ? request.pins() : Set.of(preference));
    }
    return preference == null ? null : named(selection, Authority.PREFERENCE, Set.of(preference));
  }

  private @Nullable Choice named(
      SelectionContext selection, Authority authority, Set<String> names) {
    Choice choice =
        byPolicy(
            selection,
            authority,
            position -> names.contains(selection.table().provider(position).name()));
    if (choice.hasWinner()) {
      return choice;
    }
    if (!selection.request().allowFailover()) {
      refuseIfHeld(selection, names);
      return choice;
    }
    selection.note(
        String.join(", ", names) + " was passed over: the template allows another provider");
    return null;
  }

  /** On instances that all take no new work the answer names their state. */
  private static void refuseIfHeld(SelectionContext selection, Set<String> names) {
    String states = "";
    for (String name : names) {
      int position = selection.table().position(name);
      Step step = selection.verdict(position).step();
      if (step != Step.ENABLED && step != Step.TAKES_WORK && step != Step.WEIGHT) {
        return;
      }
      String reason = Refusals.of(selection, position);
      String text = step == Step.ENABLED ? reason : name + ": " + reason;
      states = states.isEmpty() ? text : states + "; " + text;
    }
    throw new SignalboxException(
        ErrorCode.PROVIDER_DISABLED, states, Map.of("providers", List.copyOf(names)));
  }

  private @Nullable Choice activated(SelectionContext selection) {
    Activation activation = selection.activation();
    if (activation == null) {
      return null;
    }
    int position = selection.table().position(activation.provider());
    if (position >= 0 && selection.accepts(position)) {
      return choice(selection, Authority.ACTIVE, new int[] {position});
    }
    selection.note("Active provider " + activation.provider() + " was passed over");
    return null;
  }

  /** The provider a session was given first, while it can serve. */
  private @Nullable Choice bySession(SelectionContext selection) {
    String session = selection.request().sessionId();
    if (session == null || state.sessionTimeout() == null) {
      return null;
    }
    String provider = selection.table().runtime().sessions().provider(session, selection.now());
    int position = provider == null ? -1 : selection.table().position(provider);
    if (position >= 0 && selection.accepts(position)) {
      return choice(selection, Authority.STICKY_SESSION, new int[] {position});
    }
    if (provider != null) {
      selection.note("The session's provider " + provider + " was passed over");
    }
    return null;
  }

  /** The tree, while any of its providers is in the running. */
  private @Nullable Choice byTree(SelectionContext selection) {
    TreeNode root = state.tree().root();
    if (root == null) {
      return null;
    }
    TreeNode.Order order = new TreeNode.Order(selection.table().size());
    root.order(selection, order);
    int[] positions = order.positions();
    // What was put in order can nearly always serve; only else is the whole tree looked through.
    boolean any = positions.length > 0 && selection.accepts(positions[0]);
    if (!any && !root.serves(selection) && noneAccepted(selection, root)) {
      selection.note("No provider of the routing tree can serve");
      return null;
    }
    return choice(selection, Authority.ROUTING_TREE, positions);
  }

  private static boolean noneAccepted(SelectionContext selection, TreeNode root) {
    for (int position : root.leaves()) {
      if (selection.accepts(position)) {
        return false;
      }
    }
    return true;
  }

  /** Defaults are for templates that name neither type nor API. */
  private @Nullable Choice byDefault(SelectionContext selection) {
    RouteRequest request = selection.request();
    boolean free = request.providerType() == null && request.providerApi() == null;
    if (request.offers() == null || !free) {
      return null;
    }
    RoutingSettings settings = selection.table().settings();
    String instance = settings.defaultInstance();
    int position = instance == null ? -1 : selection.table().position(instance);
    if (position >= 0 && selection.accepts(position)) {
      return choice(selection, Authority.DEFAULT_INSTANCE, new int[] {position});
    }
    String type = settings.defaultType();
    if (type == null) {
      return null;
    }
    Choice ofType =
        byPolicy(
            selection,
            Authority.DEFAULT_TYPE,
            each -> selection.table().provider(each).type().equals(type));
    return ofType.hasWinner() ? ofType : null;
  }

  /** Preferred candidates form the first tier; the policy orders each. */
  private Choice byPolicy(SelectionContext selection, Authority authority, IntPredicate wanted) {
    PolicyOrder policies = state.policies();
    int[] accepted = accepted(selection, wanted);
    // Who was named by order needs no price or capability to be chosen by.
    boolean ordered = authority.compareTo(Authority.PREFERENCE) <= 0;
    String lacks = ordered || accepted.length == 0 ? "" : policies.lacks(selection, accepted);
    if (!lacks.isEmpty()) {
      return new Choice(state, selection, authority, new int[0], lacks);
    }
    List<String> preferences = selection.criteria().preferStrategies();
    if (accepted.length < 2 || preferences.isEmpty()) {
      return choice(selection, authority, policies.order(selection, accepted));
    }
    IntPredicate preferred =
        position -> CandidateEligibility.names(preferences, selection.table().provider(position));
    int[] first = policies.order(selection, Arrays.stream(accepted).filter(preferred).toArray());
    int[] rest = Arrays.stream(accepted).filter(preferred.negate()).toArray();
    int[] order = Arrays.copyOf(first, accepted.length);
    // Only the tier the winner comes from advances its cycle.
    int[] second = first.length == 0 ? policies.order(selection, rest) : rest;
    System.arraycopy(second, 0, order, first.length, second.length);
    return choice(selection, authority, order);
  }

  private static int[] accepted(SelectionContext selection, IntPredicate wanted) {
    int size = selection.size();
    int[] accepted = new int[size];
    int count = 0;
    for (int i = 0; i < size; i++) {
      if (selection.accepts(i) && wanted.test(i)) {
        accepted[count++] = i;
      }
    }
    return count == size ? accepted : Arrays.copyOf(accepted, count);
  }

  private Choice choice(SelectionContext selection, Authority authority, int[] order) {
    return new Choice(state, selection, authority, order, "");
  }
}
