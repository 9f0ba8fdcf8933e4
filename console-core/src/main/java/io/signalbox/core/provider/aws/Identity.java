package io.signalbox.core.provider.aws;

import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.provider.aws.client.AwsClients;
import io.signalbox.core.provider.aws.client.Caller;
import io.signalbox.core.provider.aws.client.CallerIdentity;
import io.signalbox.core.provider.aws.client.Reply;
import io.signalbox.core.provider.aws.launch.ClientToken;
import io.signalbox.core.provider.aws.settings.AwsSettings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * As whom a provider launches now: at which endpoint, with whose credentials. Thread-safe; {@link
 * #account} blocks.
 */
final class Identity {

  /** Who asks whose credentials are waits no longer: everything else waits for it. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final AwsClients clients;
  private final Caller caller;
  private final TimeSource time;
  private final String endpoint;
  private final Optional<String> roleAccount;
  private volatile Whose asked = new Whose("", "");

  /** The account of the key that was asked about last. */
  private record Whose(String key, String account) {}

  Identity(AwsSettings settings, AwsClients clients, Caller caller, TimeSource time) {
    this.clients = clients;
    this.caller = caller;
    this.time = time;
    this.endpoint = clients.elsewhere().filter(at -> !isOfAws(at)).map(URI::toString).orElse("");
    // arn:PARTITION:iam::ACCOUNT:role/NAME
    this.roleAccount =
        settings
            .role()
            .map(role -> role.arn().split(":", -1))
            .filter(parts -> parts.length > 5 && !parts[4].isEmpty())
            .map(parts -> parts[4]);
  }

  /** AWS's own, by whichever way, is one. */
  private static boolean isOfAws(URI endpoint) {
    String host = Objects.requireNonNullElse(endpoint.getHost(), "");
    return host.endsWith(".amazonaws.com")
        || host.endsWith(".amazonaws.com.cn")
        || host.endsWith(".api.aws");
  }

  /** Whom calls are sent to; empty for AWS. */
  String endpoint() {
    return endpoint;
  }

  /** The account of the role that is assumed; empty where none is. */
  Optional<String> roleAccount() {
    return roleAccount;
  }

  /** What the credentials in force are known by, never the key itself; empty for none. */
  String key() {
    if (roleAccount.isPresent()) {
      return "role-" + roleAccount.get();
    }
    try {
      return ClientToken.sha256(clients.accessKey()).substring(0, 32);
    } catch (RuntimeException e) {
      // The call itself says so, and why.
      return "";
    }
  }

  /**
   * The account of the credentials that are known by a key, which are in force; AWS is asked once.
   */
  Reply<String> account(String key, Instant deadline) {
    Whose last = asked;
    Optional<String> known =
        roleAccount.or(() -> Optional.of(last.account()).filter(own -> last.key().equals(key)));
    if (known.isPresent()) {
      return new Reply.Answered<>(known.get());
    }
    Instant soon = time.now().plus(PATIENCE);
    Reply<String> answer =
        CallerIdentity.ask(clients, caller, soon.isBefore(deadline) ? soon : deadline)
            .map(GetCallerIdentityResponse::account);
    if (answer instanceof Reply.Answered<String>(String account)) {
      asked = new Whose(key, account);
    }
    return answer;
  }
}
