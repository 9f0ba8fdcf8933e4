package io.signalbox.core.provider.aws.checks;

import io.signalbox.core.provider.ConnectionFinding;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.aws.client.AwsClients;
import io.signalbox.core.provider.aws.client.Caller;
import io.signalbox.core.provider.aws.client.ClockSkew;
import io.signalbox.core.provider.aws.client.Exchange;
import io.signalbox.core.provider.aws.client.Reply;
import io.signalbox.core.provider.aws.failure.AwsFailures;
import io.signalbox.core.provider.aws.settings.AwsSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * Tries whether a provider can do its work, without effect: whether AWS is reached and by which
 * way, who it takes us for, whether the clocks agree, and each action of {@link Permission}. Used
 * once, by one thread.
 */
public final class ConnectionTest {

  private static final String REGION = "region";
  private static final String ENDPOINT = "endpoint";
  private static final String IDENTITY = "identity";
  private static final String CLOCK = "clock";
  private static final String LAUNCH = "ec2:RunInstances";
  private static final String TAGGING = "ec2:CreateTags";

  private static final String TLS = ", and that what listens there speaks TLS";

  /** What says that nobody of AWS was spoken to. */
  private static final Set<String> UNREACHED =
      Set.of(
          "UNKNOWN_HOST",
          "TLS_FAILED",
          "UNREACHABLE",
          "NO_CONNECTION",
          "TIMEOUT",
          "CONNECTION_LOST",
          "BAD_ANSWER");

  /** No trial waits longer, so that one that hangs leaves time for the others. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final AwsSettings settings;
  private final AwsClients clients;
  private final Caller caller;
  private final PermissionTrials trials;
  private final Instant deadline;

  public ConnectionTest(AwsSettings settings, AwsClients clients, Caller caller, Instant deadline) {
    this.settings = settings;
    this.clients = clients;
    this.caller = caller;
    this.trials = new PermissionTrials(clients);
    this.deadline = deadline;
  }

  /** Tries everything in its order; what cannot be tried any more is told as skipped. */
  public List<ConnectionFinding> run() {
    Caller.Seen<GetCallerIdentityResponse> who =
        look(
            "sts:GetCallerIdentity",
            within -> clients.sts().getCallerIdentity(ask -> ask.overrideConfiguration(within)));
    Caller.Seen<DescribeInstancesResponse> listing = listing();
    boolean reached = wasReached(listing.reply());
    List<ConnectionFinding> found = new ArrayList<>();
    found.add(
        ConnectionFinding.ok(
            REGION,
            clients.region() + (settings.region().isPresent() ? "" : ", of the profile"),
            null));
    found.add(
        ProxyCheck.find(
            settings.proxy(),
            ProxyConfiguration.builder().scheme(clients.endpoint().getScheme()).build(),
            clients.endpoint(),
            reached));
    found.add(endpoint(listing));
    found.add(identity(who));
    found.add(clock(Stream.of(listing.exchange(), who.exchange())));
    found.addAll(permissions(who, listing));
    return found;
  }

  /** Whether EC2 answers in this region and lists machines; the whole test is made in another. */
  public ConnectionFinding answers() {
    Caller.Seen<DescribeInstancesResponse> listing = listing();
    String name = REGION + " " + clients.region();
    Duration took = listing.exchange().took();
    return listing.reply() instanceof Reply.Failed<?>(ProviderFailure failure)
            && !AwsFailures.isDryRun(failure)
        ? ConnectionFinding.failed(
            name, failure.code() + ", " + failure.evidence(), took, failure.advice())
        : ConnectionFinding.ok(name, clients.endpoint() + " answers", took);
  }

  private Caller.Seen<DescribeInstancesResponse> listing() {
    return look(
        "ec2:DescribeInstances",
        within ->
            clients
                .reads()
                .describeInstances(ask -> ask.dryRun(true).overrideConfiguration(within)));
  }

  private ConnectionFinding endpoint(Caller.Seen<DescribeInstancesResponse> listing) {
    Duration took = listing.exchange().took();
    String where = clients.endpoint().toString();
    return switch (listing.reply()) {
      case Reply.Failed<DescribeInstancesResponse>(ProviderFailure failure)
          when !wasReached(listing.reply()) ->
          isUnreached(failure)
              ? ConnectionFinding.failed(
                  ENDPOINT,
                  where + ": " + failure.code() + ", " + failure.evidence(),
                  took,
                  failure.advice() + (where.startsWith("https:") ? TLS : ""))
              : ConnectionFinding.skipped(ENDPOINT, where + " was not asked", "");
      case Reply.Failed<DescribeInstancesResponse> answered ->
          ConnectionFinding.ok(ENDPOINT, where + " answers", took);
      case Reply.Answered<DescribeInstancesResponse> answered ->
          ConnectionFinding.ok(ENDPOINT, where + " answers", took);
    };
  }

  private ConnectionFinding identity(Caller.Seen<GetCallerIdentityResponse> who) {
    Duration took = who.exchange().took();
    return switch (who.reply()) {
      case Reply.Answered<GetCallerIdentityResponse>(GetCallerIdentityResponse known) ->
          ConnectionFinding.ok(
              IDENTITY, "Account %s, %s".formatted(known.account(), known.arn()), took);
      case Reply.Failed<GetCallerIdentityResponse>(ProviderFailure failure) ->
          failure.failureClass() == FailureClass.PROVIDER && !isUnreached(failure)
              ? ConnectionFinding.failed(IDENTITY, words(failure), took, failure.advice())
              : ConnectionFinding.unknown(IDENTITY, words(failure), took, failure.advice());
    };
  }

  private static ConnectionFinding clock(Stream<Exchange> answers) {
    Optional<Duration> skew = answers.flatMap(each -> each.skew().stream()).findFirst();
    if (skew.isEmpty()) {
      return ConnectionFinding.skipped(CLOCK, "Nobody answered with a date", "");
    }
    return ClockSkew.words(skew.get())
        .map(wrong ->
            ConnectionFinding.failed(
                CLOCK,
                wrong + "; AWS refuses calls whose date is 5 min off",
                null,
                ClockSkew.ADVICE))
        .orElseGet(() ->
            ConnectionFinding.ok(
                CLOCK, "Within %d s of AWS's".formatted(ClockSkew.TOLD.toSeconds()), null));
  }

  private List<ConnectionFinding> permissions(
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
        Caller.Seen<Object> seen = look(action, within -> trial.get().apply(within));
        found.add(judged(permission, seen, arn));
        if (seen.reply() instanceof Reply.Failed<?>(ProviderFailure failure)
            && isUnreached(failure)) {
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
        (isUnreached(failure)
                ? "Not known: "
                : "AWS refused the trial before it came to permissions: ")
            + words(failure),
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
    return isUnreached(failure) || failure.failureClass() == FailureClass.PROVIDER
        ? "Not tried: every call would fail like the first, with " + failure.code()
        : "";
  }

  private static boolean wasReached(Reply<?> reply) {
    return !(reply instanceof Reply.Failed<?>(ProviderFailure failure))
        || !AwsFailures.codeOf(failure).isEmpty();
  }

  private static boolean isUnreached(ProviderFailure failure) {
    return UNREACHED.contains(failure.code());
  }

  private static String words(ProviderFailure failure) {
    return failure.evidence();
  }

  private <T> Caller.Seen<T> look(
      String action, Function<AwsRequestOverrideConfiguration, T> call) {
    Instant longest = caller.now().plus(LONGEST);
    return caller.look(action, longest.isBefore(deadline) ? longest : deadline, call);
  }
}
