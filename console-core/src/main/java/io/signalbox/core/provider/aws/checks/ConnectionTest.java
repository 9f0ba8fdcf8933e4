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
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  private static final String TLS = ", and that what listens there speaks TLS";

  private final AwsSettings settings;
  private final AwsClients clients;
  private final TestCalls calls;

  public ConnectionTest(AwsSettings settings, AwsClients clients, Caller caller, Instant deadline) {
    this.settings = settings;
    this.clients = clients;
    this.calls = new TestCalls(caller, deadline);
  }

  /** Tries everything in its order; what cannot be tried any more is told as skipped. */
  public List<ConnectionFinding> run() {
    Caller.Seen<GetCallerIdentityResponse> who =
        calls.look(
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
    found.addAll(new PermissionTest(settings, clients, calls).run(who, listing));
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
    return calls.look(
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
          TestCalls.isUnreached(failure)
              ? ConnectionFinding.failed(
                  ENDPOINT,
                  where + ": " + failure.code() + ", " + failure.evidence() + unasked(),
                  took,
                  failure.advice() + (where.startsWith("https:") ? TLS : ""))
              : ConnectionFinding.skipped(ENDPOINT, where + " was not asked", "");
      case Reply.Failed<DescribeInstancesResponse> answered ->
          ConnectionFinding.ok(ENDPOINT, where + " answers" + unasked(), took);
      case Reply.Answered<DescribeInstancesResponse> answered ->
          ConnectionFinding.ok(ENDPOINT, where + " answers" + unasked(), took);
    };
  }

  /** Whose word it is where calls go elsewhere and the settings name nobody. */
  private String unasked() {
    Map<URI, List<String>> services = new LinkedHashMap<>();
    new TreeMap<>(clients.sentElsewhereUnasked())
        .forEach(
            (service, at) -> services.computeIfAbsent(at, each -> new ArrayList<>()).add(service));
    return services.isEmpty()
        ? ""
        : services.entrySet().stream()
            .map(each -> String.join(", ", each.getValue()) + " to " + each.getKey())
            .collect(
                Collectors.joining(
                    " and ",
                    ". The settings name no endpoint: AWS_ENDPOINT_URL of the environment, or"
                        + " endpoint_url of the profile, sends ",
                    ""));
  }

  private ConnectionFinding identity(Caller.Seen<GetCallerIdentityResponse> who) {
    Duration took = who.exchange().took();
    return switch (who.reply()) {
      case Reply.Answered<GetCallerIdentityResponse>(GetCallerIdentityResponse known) ->
          ConnectionFinding.ok(
              IDENTITY, "Account %s, %s".formatted(known.account(), known.arn()), took);
      case Reply.Failed<GetCallerIdentityResponse>(ProviderFailure failure) ->
          failure.failureClass() == FailureClass.PROVIDER && !TestCalls.isUnreached(failure)
              ? ConnectionFinding.failed(IDENTITY, failure.evidence(), took, failure.advice())
              : ConnectionFinding.unknown(IDENTITY, failure.evidence(), took, failure.advice());
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

  private static boolean wasReached(Reply<?> reply) {
    return !(reply instanceof Reply.Failed<?>(ProviderFailure failure))
        || !AwsFailures.codeOf(failure).isEmpty();
  }
}
