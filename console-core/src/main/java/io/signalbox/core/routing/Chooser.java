package io.signalbox.core.routing;

import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.routing.DecisionRecord.Authority;
import io.signalbox.core.routing.DecisionRecord.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The order of authority: override, pin, preference, active, default, policy. Each authority that
 * may pass hands over to the next with a note. Thread-safe.
 */
final class Chooser {

  private final Judge judge;
  private final PolicyOrder policies;

  Chooser(Judge judge, PolicyOrder policies) {
    this.judge = judge;
    this.policies = policies;
  }

  Choice choose(RoutingState state, RouteRequest request, Instant now, boolean draw) {
    Round round = new Round(state, request, now, draw);
    checkNames(round);
    return round.decide();
  }

  private void checkNames(Round round) {
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

  /** One choice under way. Used by one thread. */
  private final class Round {
    final RoutingState state;
    final RouteRequest request;
    final SelectionCriteria criteria;
    final Instant now;
    final boolean draw;
    final Judge.Verdict[] verdicts;
    @Nullable List<String> notes;

    Round(RoutingState state, RouteRequest request, Instant now, boolean draw) {
      this.state = state;
      this.request = request;
      SelectionCriteria own = request.criteria();
      this.criteria = own != null ? own : state.snapshot.settings().criteria();
      this.now = now;
      this.draw = draw;
      this.verdicts = new Judge.Verdict[state.size()];
      for (int i = 0; i < verdicts.length; i++) {
        verdicts[i] = judge.judge(state, i, request, criteria, now);
      }
    }

    Choice decide() {
      Choice choice = byOrder();
      if (choice == null) {
        choice = byHand();
      }
      if (choice == null) {
        choice = byDefault();
      }
      return choice != null ? choice : byPolicy(Authority.POLICY, position -> true);
    }

    /** Override, pin and preference: they do not pass unless the template allows it. */
    private @Nullable Choice byOrder() {
      String override = request.strategyOverride();
      if (override != null) {
        Choice choice = named(Authority.STRATEGY_OVERRIDE, Set.of(override));
        if (choice != null) {
          return choice;
        }
      }
      String preference = request.preference();
      if (!request.pins().isEmpty()) {
        Choice choice =
            named(Authority.PIN, preference == null ? request.pins() : Set.of(preference));
        if (choice != null) {
          return choice;
        }
      } else if (preference != null) {
        return named(Authority.PREFERENCE, Set.of(preference));
      }
      return null;
    }

    private @Nullable Choice named(Authority authority, Set<String> names) {
      IntPredicate wanted = position -> names.contains(state.provider(position).name());
      Choice choice = byPolicy(authority, wanted);
      if (choice.hasWinner()) {
        return choice;
      }
      if (!request.allowFailover()) {
        refuseIfHeld(names);
        return choice;
      }
      note(String.join(", ", names) + " was passed over: the template allows another provider");
      return null;
    }

    /** On instances that all take no new work the answer names their state. */
    private void refuseIfHeld(Set<String> names) {
      String states = "";
      for (String name : names) {
        int position = state.position(name);
        Step step = verdicts[position].step();
        if (step != Step.ENABLED && step != Step.TAKES_WORK && step != Step.WEIGHT) {
          return;
        }
        String reason =
            new Choice(state, request, verdicts, now, Authority.NONE, new int[0], List.of())
                .record(-1, "")
                .candidates()
                .get(position)
                .reason();
        String text = step == Step.ENABLED ? reason : name + ": " + reason;
        states = states.isEmpty() ? text : states + "; " + text;
      }
      throw new SignalboxException(
          ErrorCode.PROVIDER_DISABLED, states, Map.of("providers", List.copyOf(names)));
    }

    private @Nullable Choice byHand() {
      Activation activation = state.activation(now);
      if (activation == null) {
        return null;
      }
      int position = state.position(activation.provider());
      if (position >= 0 && verdicts[position].step() == Step.ACCEPTED) {
        return choice(Authority.ACTIVE, new int[] {position});
      }
      note("Active provider " + activation.provider() + " was passed over");
      return null;
    }

    /** Defaults are for templates that name neither type nor API. */
    private @Nullable Choice byDefault() {
      boolean free = request.providerType() == null && request.providerApi() == null;
      if (request.offers() == null || !free) {
        return null;
      }
      String instance = state.snapshot.settings().defaultInstance();
      int position = instance == null ? -1 : state.position(instance);
      if (position >= 0 && verdicts[position].step() == Step.ACCEPTED) {
        return choice(Authority.DEFAULT_INSTANCE, new int[] {position});
      }
      String type = state.snapshot.settings().defaultType();
      if (type == null) {
        return null;
      }
      Choice ofType =
          byPolicy(Authority.DEFAULT_TYPE, each -> state.provider(each).type().equals(type));
      return ofType.hasWinner() ? ofType : null;
    }

    /** Preferred candidates form the first tier; the policy orders each. */
    private Choice byPolicy(Authority authority, IntPredicate wanted) {
      int[] accepted = accepted(wanted);
      if (accepted.length == 0 || criteria.preferStrategies().isEmpty()) {
        return choice(
            authority, accepted.length < 2 ? accepted : policies.order(state, accepted, draw));
      }
      IntPredicate preferred =
          position -> Judge.names(criteria.preferStrategies(), state.provider(position));
      int[] first = Arrays.stream(accepted).filter(preferred).toArray();
      int[] rest = Arrays.stream(accepted).filter(preferred.negate()).toArray();
      int[] order =
          Arrays.copyOf(
              first.length > 1 ? policies.order(state, first, draw) : first, accepted.length);
      int[] second =
          rest.length > 1 ? policies.order(state, rest, draw && first.length == 0) : rest;
      System.arraycopy(second, 0, order, first.length, second.length);
      return choice(authority, order);
    }

    private int[] accepted(IntPredicate wanted) {
      int[] accepted = new int[verdicts.length];
      int count = 0;
      for (int i = 0; i < verdicts.length; i++) {
        if (verdicts[i].step() == Step.ACCEPTED && wanted.test(i)) {
          accepted[count++] = i;
        }
      }
      return count == accepted.length ? accepted : Arrays.copyOf(accepted, count);
    }

    private Choice choice(Authority authority, int[] order) {
      List<String> passed = notes;
      return new Choice(
          state,
          request,
          verdicts,
          now,
          authority,
          order,
          passed == null ? List.of() : List.copyOf(passed));
    }

    private void note(String text) {
      List<String> passed = notes;
      if (passed == null) {
        passed = new ArrayList<>();
        notes = passed;
      }
      passed.add(text);
    }
  }
}
