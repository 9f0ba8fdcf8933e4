package io.signalbox.core.provider.aws.checks;

import io.signalbox.core.provider.ConnectionFinding;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.aws.client.AwsClients;
import io.signalbox.core.provider.aws.client.Caller;
import io.signalbox.core.provider.aws.client.Reply;
import io.signalbox.core.provider.aws.failure.AwsFailures;
import io.signalbox.core.provider.aws.settings.AwsSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * Tries each action of {@link Permission} without effect, and says what to add to whose policy.
 * Used once, by one thread.
 */
final class PermissionTest {

  private static final String LAUNCH = "ec2:RunInstances";
  private static final String TAGGING = "ec2:CreateTags";

  private final AwsSettings settings;
  private final AwsClients clients;
  private final PermissionTrials trials;
  private final TestCalls calls;

  PermissionTest(AwsSettings settings, AwsClients clients, TestCalls calls) {
    this.settings = settings;
    this.clients = clients;
    this.trials = new PermissionTrials(clients);
    this.calls = calls;
  }

  /**
   * Tries each in its order; after one that says so of all, none is tried.
   *
   * @param who as whom AWS takes us
   * @param listing what a listing of machines has shown
   */
  List<ConnectionFinding> run(
      Caller.Seen<GetCallerIdentityResponse> who, Caller.Seen<DescribeInstancesResponse> listing) {
    List<ConnectionFinding> found = new ArrayList<>();
    String arn =
        who.reply() instanceof Reply.Answered<GetCallerIdentityResponse>(var known)
            ? known.arn()
            : "that identity";
    String why = whyNotTried(listing.reply());
    // A network may let some services through and others not.
    Map<String, String> silent = new HashMap<>();
    for (Permission permission : Permission.LEAST) {
      String action = permission.action();
      if (!why.isEmpty()) {
        found.add(ConnectionFinding.skipped(action, why, ""));
      } else if (silent.containsKey(service(action))) {
        found.add(
            ConnectionFinding.skipped(
                action,
                "Not tried: %s was not reached, with %s"
                    .formatted(service(action), silent.get(service(action))),
                ""));
      } else if (action.equals("ec2:DescribeInstances")) {
        found.add(judged(permission, listing, arn));
      } else if (action.equals("sts:GetCallerIdentity")) {
        found.add(judged(permission, who, arn));
      } else if (action.equals("sts:AssumeRole")) {
        found.add(role(permission, who));
      } else if (changes(action) && !knowsDryRuns(listing.reply())) {
        found.add(
            ConnectionFinding.skipped(
                action, "Not tried: the endpoint has shown no dry run, and may carry it out", ""));
      } else {
        Optional<Function<AwsRequestOverrideConfiguration, Object>> trial = trials.of(action);
        if (trial.isEmpty()) {
          found.add(
              ConnectionFinding.skipped(
                  action, "Cannot be tried without effect. " + permission.purpose(), ""));
          continue;
        }
        if (action.equals(TAGGING) && isFailed(found, LAUNCH)) {
          found.add(
              ConnectionFinding.unknown(
                  action, "Tried with a launch, and " + LAUNCH + " is denied", null, ""));
          continue;
        }
        Caller.Seen<Object> seen = calls.look(action, within -> trial.get().apply(within));
        found.add(judged(permission, seen, arn));
        if (seen.reply() instanceof Reply.Failed<?>(ProviderFailure failure)
            && TestCalls.isUnreached(failure)) {
          silent.put(service(action), failure.code());
        } else {
          why = whyNotTried(seen.reply());
        }
      }
    }
    return found;
  }

  private static String service(String action) {
    return action.substring(0, action.indexOf(':'));
  }

  /** Whether a trial may be a call that changes something: AWS itself knows dry runs. */
  private boolean knowsDryRuns(Reply<?> listing) {
    boolean shown =
        listing instanceof Reply.Failed<?>(ProviderFailure failure)
            && AwsFailures.isDryRun(failure);
    return shown || (clients.elsewhere().isEmpty() && listing instanceof Reply.Failed<?>);
  }

  private static boolean changes(String action) {
    return !action.contains(":Describe") && !action.contains(":Get");
  }

  private static boolean isFailed(List<ConnectionFinding> found, String name) {
    return found.stream()
        .anyMatch(
            each -> each.name().equals(name) && each.outcome() == ConnectionFinding.Outcome.FAILED);
  }

  private ConnectionFinding role(
      Permission permission, Caller.Seen<GetCallerIdentityResponse> who) {
    if (settings.role().isEmpty()) {
      return ConnectionFinding.skipped(permission.action(), "No role_arn is set", "");
    }
    return who.reply() instanceof Reply.Answered<GetCallerIdentityResponse>
        ? ConnectionFinding.ok(
            permission.action(), settings.role().get().arn() + " is assumed", null)
        : ConnectionFinding.skipped(permission.action(), "See identity", "");
  }

  private static ConnectionFinding judged(Permission permission, Caller.Seen<?> seen, String arn) {
    String action = permission.action();
    Duration took = seen.exchange().took();
    if (!(seen.reply() instanceof Reply.Failed<?>(ProviderFailure failure))
        || AwsFailures.isDryRun(failure)) {
      return ConnectionFinding.ok(action, "Allowed. " + permission.purpose(), took);
    }
    if (AwsFailures.isDenied(failure)) {
      String add = "Add " + action + " to the policy of " + arn;
      return permission.need() == Permission.Need.ALWAYS
          ? ConnectionFinding.failed(action, "Denied: " + failure.evidence(), took, add)
          : ConnectionFinding.skipped(
              action, "Denied, and not always needed. " + permission.purpose(), add + " for that");
    }
    return ConnectionFinding.unknown(
        action,
        (TestCalls.isUnreached(failure)
                ? "Not known: "
                : "AWS refused the trial before it came to permissions: ")
            + failure.evidence(),
        took,
        action.equals(LAUNCH) || action.equals(TAGGING)
            ? "templates validate NAME --level STRICT tries it with a template"
            : failure.advice());
  }

  /** Why no further action is tried: each would meet the same. Empty while they are. */
  private static String whyNotTried(Reply<?> last) {
    if (!(last instanceof Reply.Failed<?>(ProviderFailure failure))
        || AwsFailures.isDryRun(failure)
        || AwsFailures.isDenied(failure)) {
      return "";
    }
    if (failure.isCancelled()) {
      return "Not tried: the test was stopped";
    }
    return TestCalls.isUnreached(failure) || failure.failureClass() == FailureClass.PROVIDER
        ? "Not tried: every call would fail like the first, with " + failure.code()
        : "";
  }
}
