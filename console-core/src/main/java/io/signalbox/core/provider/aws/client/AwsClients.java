package io.signalbox.core.provider.aws.client;

import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.provider.aws.settings.AwsService;
import io.signalbox.core.provider.aws.settings.AwsSettings;
import java.net.URI;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.AwsClient;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The clients of one provider, made once, which makes no call: EC2's at once, those of the other
 * services when they are first asked for, since loading one takes longer than a call of it. Nothing
 * of them is shared with another provider: connections, retries and their budgets, credentials are
 * its own. Thread-safe.
 */
public final class AwsClients implements AutoCloseable {

  private final AwsSettings settings;
  private final Region region;
  private final SdkHttpClient http;
  private final AwsCredentialsProvider credentials;
  private final ScheduledExecutorService timeouts;
  // What was opened, in the order in which it is closed.
  private final Deque<SdkAutoCloseable> opened = new ConcurrentLinkedDeque<>();
  private final Map<String, URI> unasked = new ConcurrentSkipListMap<>();
  private final Ec2Client reads;
  private final Ec2Client writes;
  private final Once<StsClient> sts;
  private final Once<SsmClient> ssm;
  private final Once<JsonCalls> prices;
  private final Once<JsonCalls> quotas;
  private final Once<AutoScalingClient> scalingReads;
  private final Once<AutoScalingClient> scaling;

  /**
   * @throws IllegalArgumentException if neither the settings nor the profile name a region
   */
  public AwsClients(AwsSettings settings, TimeSource time) {
    this(
        settings,
        // First: what is open already when it is missing would stay open.
        region(settings),
        Apache5HttpClient.builder()
            .maxConnections(settings.maxConnections())
            .connectionTimeout(settings.connectTimeout())
            .connectionAcquisitionTimeout(settings.connectTimeout())
            .socketTimeout(settings.longestTimeout())
            .proxyConfiguration(proxy(settings))
            .build(),
        time);
  }

  /** Of the same region, with nobody's credentials, over what sends nothing. */
  public static AwsClients onPaper(AwsSettings settings, PaperHttp paper, TimeSource time) {
    Region region = region(settings);
    return new AwsClients(settings.onPaper(region.id()), region, paper, time);
  }

  private AwsClients(AwsSettings settings, Region region, SdkHttpClient http, TimeSource time) {
    this.settings = settings;
    this.http = http;
    this.region = region;
    this.timeouts =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("timeouts-" + settings.provider()).factory());
    AwsCredentialsProvider base = kept(CredentialSource.base(settings));
    this.credentials =
        settings
            .role()
            .<AwsCredentialsProvider>map(role ->
                kept(
                    CredentialSource.inRole(
                        role,
                        sessionName(settings),
                        made(AwsService.STS, StsClient.builder(), base, retried(AwsService.STS)))))
            .orElse(base);
    this.reads = made(AwsService.EC2, Ec2Client.builder(), credentials, retried(AwsService.EC2));
    this.writes =
        made(AwsService.EC2, Ec2Client.builder(), credentials, AwsRetryStrategy.doNotRetry());
    this.sts = once(AwsService.STS, StsClient::builder);
    this.ssm = once(AwsService.SSM, SsmClient::builder);
    this.prices =
        new Once<>(
            () -> json(AwsService.PRICING, Addresses.ofPriceList(region), credentials, time));
    this.quotas =
        new Once<>(() -> json(AwsService.QUOTAS, Addresses.ofQuotas(region), credentials, time));
    this.scalingReads = once(AwsService.AUTO_SCALING, AutoScalingClient::builder);
    this.scaling =
        new Once<>(() ->
            made(
                AwsService.AUTO_SCALING,
                AutoScalingClient.builder(),
                credentials,
                AwsRetryStrategy.doNotRetry()));
  }

  /** The region in force. */
  public String region() {
    return region.id();
  }

  /**
   * The id of the access key that calls are signed with now; it is no secret.
   *
   * @throws RuntimeException if there are no credentials
   */
  public String accessKey() {
    return credentials.resolveCredentials().accessKeyId();
  }

  /**
   * Whom EC2's calls are sent to: as the settings say, else as the environment or the profile does
   * ({@code AWS_ENDPOINT_URL}), else AWS.
   */
  public URI endpoint() {
    return elsewhere()
        .orElseGet(() -> URI.create("https://" + Ec2Client.serviceMetadata().endpointFor(region)));
  }

  /** The address that EC2's calls are sent to in place of AWS's own; empty for that. */
  public Optional<URI> elsewhere() {
    return reads.serviceClientConfiguration().endpointOverride();
  }

  /**
   * Services whose calls are sent elsewhere although the settings name no endpoint: the environment
   * or the profile does. By name; all clients are made for it.
   */
  public Map<String, URI> sentElsewhereUnasked() {
    List.of(sts, ssm, prices, quotas, scalingReads).forEach(Once::get);
    return Map.copyOf(unasked);
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
    return sts.get();
  }

  public SsmClient ssm() {
    return ssm.get();
  }

  /** The price list, which the SDK's modules at hand do not have. */
  public JsonCalls prices() {
    return prices.get();
  }

  /** Service Quotas, likewise. */
  public JsonCalls quotas() {
    return quotas.get();
  }

  /** Auto Scaling, for what changes nothing; failures that pass are tried again. */
  public AutoScalingClient scalingReads() {
    return scalingReads.get();
  }

  /** Auto Scaling, for what changes something; each call is sent once. */
  public AutoScalingClient scaling() {
    return scaling.get();
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends AwsClient>
      Once<C> once(AwsService service, Supplier<B> builder) {
    return new Once<>(() -> made(service, builder.get(), credentials, retried(service)));
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
  private RetryStrategy retried(AwsService service) {
    return AwsRetryStrategy.standardRetryStrategy().toBuilder()
        .maxAttempts(settings.service(service).maxRetries() + 1)
        .build();
  }

  /** What the environment says of proxies is in force where the settings name none. */
  private static ProxyConfiguration proxy(AwsSettings settings) {
    ProxyConfiguration.Builder proxy = ProxyConfiguration.builder();
    settings
        .proxy()
        .ifPresent(at -> proxy.endpoint(URI.create("http://" + at.host() + ":" + at.port())));
    return proxy.build();
  }

  private JsonCalls json(
      AwsService service, Addresses address, AwsCredentialsProvider with, TimeSource time) {
    AwsSettings.ServiceSettings own = settings.service(service);
    Optional<URI> elsewhere = address.elsewhere(region, settings.profile());
    if (own.endpoint().isEmpty()) {
      elsewhere.ifPresent(at -> unasked.put(service.section(), at));
    }
    return new JsonCalls(
        new JsonCalls.Target(
            service.section(),
            own.endpoint().or(() -> elsewhere).orElse(address.at()),
            address.signedFor()),
        http,
        with,
        retried(service),
        own.timeout(),
        timeouts,
        time);
  }

  /** What calls in the role are logged under at AWS: 2 to 64 of its letters. */
  private static String sessionName(AwsSettings settings) {
    String name = "signalbox-" + settings.provider().replaceAll("[^A-Za-z0-9+=,.@_-]", "-");
    return name.substring(0, Math.min(64, name.length()));
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends AwsClient>
      C made(AwsService service, B builder, AwsCredentialsProvider with, RetryStrategy retries) {
    AwsSettings.ServiceSettings own = settings.service(service);
    own.endpoint().ifPresent(builder::endpointOverride);
    C client =
        builder
            .region(region)
            .credentialsProvider(with)
            .httpClient(http)
            .overrideConfiguration(override -> {
              override
                  .retryStrategy(retries)
                  .apiCallTimeout(own.timeout())
                  .apiCallAttemptTimeout(own.timeout())
                  .scheduledExecutorService(timeouts)
                  .addExecutionInterceptor(new Sending());
              // Its endpoint_url is that of whom it names, and not of the profile by default.
              settings.profile().ifPresent(override::defaultProfileName);
            })
            .build();
    if (own.endpoint().isEmpty()) {
      client
          .serviceClientConfiguration()
          .endpointOverride()
          .ifPresent(at -> unasked.put(service.section(), at));
    }
    opened.push(client);
    return client;
  }
}
