package io.signalbox.core.provider.aws.client;

import io.signalbox.core.provider.aws.settings.AwsSettings;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The clients of one provider, made once, which makes no call. Nothing of them is shared with
 * another provider: connections, retries and their budgets, credentials are its own. Thread-safe.
 */
public final class AwsClients implements AutoCloseable {

  private final AwsSettings settings;
  private final Region region;
  private final SdkHttpClient http;
  private final ScheduledExecutorService timeouts;
  // What was opened, in the order in which it is closed.
  private final Deque<SdkAutoCloseable> opened = new ArrayDeque<>();
  private final Ec2Client reads;
  private final Ec2Client writes;
  private final StsClient sts;
  private final SsmClient ssm;

  /**
   * @throws IllegalArgumentException if neither the settings nor the profile name a region
   */
  public AwsClients(AwsSettings settings) {
    this(
        settings,
        Apache5HttpClient.builder()
            .maxConnections(settings.maxConnections())
            .connectionTimeout(settings.connectTimeout())
            .connectionAcquisitionTimeout(settings.connectTimeout())
            .socketTimeout(settings.timeout())
            .build());
  }

  /** Of the same region, with nobody's credentials, over what sends nothing. */
  public static AwsClients onPaper(AwsSettings settings, PaperHttp paper) {
    return new AwsClients(settings.onPaper(region(settings).id()), paper);
  }

  private AwsClients(AwsSettings settings, SdkHttpClient http) {
    this.settings = settings;
    this.http = http;
    this.region = region(settings);
    this.timeouts =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("timeouts-" + settings.provider()).factory());
    AwsCredentialsProvider base = kept(CredentialSource.base(settings));
    AwsCredentialsProvider credentials =
        settings
            .role()
            .<AwsCredentialsProvider>map(role ->
                kept(
                    CredentialSource.inRole(
                        role, sessionName(settings), made(StsClient.builder(), base, retried()))))
            .orElse(base);
    this.reads = made(Ec2Client.builder(), credentials, retried());
    this.writes = made(Ec2Client.builder(), credentials, AwsRetryStrategy.doNotRetry());
    this.sts = made(StsClient.builder(), credentials, retried());
    this.ssm = made(SsmClient.builder(), credentials, retried());
  }

  /** The region in force. */
  public String region() {
    return region.id();
  }

  /** Whom EC2's calls are sent to. */
  public URI endpoint() {
    return settings
        .endpoint()
        .orElseGet(() -> URI.create("https://" + Ec2Client.serviceMetadata().endpointFor(region)));
  }

  /** EC2, for what changes nothing; failures that pass are tried again. */
  public Ec2Client reads() {
    return reads;
  }

  /** EC2, for what changes something; each call is sent once. */
  public Ec2Client writes() {
    return writes;
  }

  public StsClient sts() {
    return sts;
  }

  public SsmClient ssm() {
    return ssm;
  }

  @Override
  public void close() {
    opened.forEach(SdkAutoCloseable::close);
    http.close();
    timeouts.shutdownNow();
  }

  private AwsCredentialsProvider kept(AwsCredentialsProvider provider) {
    if (provider instanceof SdkAutoCloseable closeable) {
      opened.push(closeable);
    }
    return provider;
  }

  private static Region region(AwsSettings settings) {
    return Region.of(
        settings
            .region()
            .or(() ->
                ProfileFile.defaultProfileFile()
                    .profile(
                        settings
                            .profile()
                            .orElseGet(ProfileFileSystemSetting.AWS_PROFILE::getStringValueOrThrow))
                    .flatMap(profile -> profile.property("region")))
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "No region: set 'region' in the provider's config, such as us-east-1, or"
                        + " region in the profile that it names")));
  }

  /** The strategy of one client: a shared one would make one provider wait for another. */
  private RetryStrategy retried() {
    return AwsRetryStrategy.standardRetryStrategy().toBuilder()
        .maxAttempts(settings.maxRetries() + 1)
        .build();
  }

  /** What calls in the role are logged under at AWS: 2 to 64 of its letters. */
  private static String sessionName(AwsSettings settings) {
    String name = "signalbox-" + settings.provider().replaceAll("[^A-Za-z0-9+=,.@_-]", "-");
    return name.substring(0, Math.min(64, name.length()));
  }

  private <
          B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkAutoCloseable>
      C made(B builder, AwsCredentialsProvider with, RetryStrategy retries) {
    settings.endpoint().ifPresent(builder::endpointOverride);
    C client =
        builder
            .region(region)
            .credentialsProvider(with)
            .httpClient(http)
            .overrideConfiguration(override ->
                override
                    .retryStrategy(retries)
                    .apiCallTimeout(settings.timeout())
                    .scheduledExecutorService(timeouts)
                    .addExecutionInterceptor(new Sending()))
            .build();
    opened.push(client);
    return client;
  }
}
