package io.signalbox.core.provider.aws.launch.template;

import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.aws.client.AwsClients;
import io.signalbox.core.provider.aws.client.Caller;
import io.signalbox.core.provider.aws.client.Reply;
import io.signalbox.core.provider.aws.failure.AwsFailures;
import io.signalbox.core.provider.aws.launch.ClientToken;
import io.signalbox.core.provider.aws.launch.Images;
import io.signalbox.core.provider.aws.launch.LaunchFields;
import io.signalbox.core.provider.aws.launch.RootDevice;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * Launch templates that are ours. Each is named after its content, so that what launches alike
 * shares one, and has one version, which is never changed. A launch template that a template names
 * is read and left as it is: its content lies under the template's own. Thread-safe.
 */
public final class LaunchTemplates {

  /** How the names of ours begin. */
  public static final String PREFIX = "signalbox-";

  /** The version to launch with. */
  public static final String VERSION = "1";

  private static final String PROVIDER = "signalbox:provider";

  /** Names remembered; beyond it AWS is asked once more. */
  private static final int REMEMBERED = 1_000;

  private static final int DIGITS = 40;

  private final AwsClients clients;
  private final Caller caller;
  private final Images images;
  private final NamedTemplates named;
  private final String provider;
  private final Generations generations;
  private final Set<String> made = ConcurrentHashMap.newKeySet();

  /**
   * @param provider whose they are: what another launches from is never taken for unneeded
   * @param folder of the provider's notes
   */
  public LaunchTemplates(
      AwsClients clients, Caller caller, Images images, String provider, Path folder) {
    this.clients = clients;
    this.caller = caller;
    this.images = images;
    this.named = new NamedTemplates(clients, caller);
    this.provider = provider;
    this.generations = new Generations(folder, clients.region());
  }

  /** The clock that launches are noted by. */
  public Instant now() {
    return caller.now();
  }

  /**
   * The name of the launch template of a launch, made if there is none.
   *
   * @param takesPaths whether it may name its image by a path
   * @param key idempotency key of the launch
   */
  public Reply<String> forLaunch(
      LaunchSpec spec, LaunchTags tags, boolean takesPaths, String key, Instant deadline) {
    RootDevice root = RootDevice.NONE;
    if (LaunchFields.setsRootVolume(spec)) {
      switch (images.rootDevice(spec, deadline)) {
        case Reply.Answered<RootDevice>(RootDevice found) -> root = found;
        case Reply.Failed<RootDevice>(ProviderFailure failure) -> {
          return new Reply.Failed<>(failure);
        }
      }
    }
    RootDevice device = root;
    return switch (named.content(spec, deadline)) {
      case Reply.Failed<ResponseLaunchTemplateData>(ProviderFailure failure) ->
          new Reply.Failed<>(failure);
      case Reply.Answered<ResponseLaunchTemplateData>(ResponseLaunchTemplateData under) -> {
        RequestLaunchTemplateData data =
            TemplateContent.of(spec, tags.tags(), tags.onMachines(), device, under);
        yield switch (takesPaths ? new Reply.Answered<>(data) : named(data, deadline)) {
          case Reply.Failed<RequestLaunchTemplateData>(ProviderFailure failure) ->
              new Reply.Failed<>(failure);
          case Reply.Answered<RequestLaunchTemplateData>(RequestLaunchTemplateData whole) ->
              make(whole, tags.tags(), key, deadline);
        };
      }
    };
  }

  /**
   * With the id of its image: most of what launches by and by takes no path, for it may mean
   * another image by then.
   */
  private Reply<RequestLaunchTemplateData> named(RequestLaunchTemplateData data, Instant deadline) {
    String image = Optional.ofNullable(data.imageId()).orElse("");
    return LaunchFields.isPath(image)
        ? images
            .id(LaunchFields.path(image), deadline)
            .map(id -> data.toBuilder().imageId(id).build())
        : new Reply.Answered<>(data);
  }

  /**
   * Names of ours that are older.
   *
   * @param tags of a launch, which say whose; without an installation there are none
   */
  public Reply<List<String>> madeBefore(Instant time, Map<String, String> tags, Instant deadline) {
    String installation = tags.get(LaunchTags.INSTALLATION);
    if (installation == null) {
      return new Reply.Answered<>(List.of());
    }
    return caller.read(
        "ec2:DescribeLaunchTemplates",
        deadline,
        within ->
            clients
                .reads()
                .describeLaunchTemplatesPaginator(
                    DescribeLaunchTemplatesRequest.builder()
                        .filters(
                            tagged(LaunchTags.INSTALLATION, installation),
                            tagged(PROVIDER, provider))
                        .overrideConfiguration(within)
                        .build())
                .launchTemplates()
                .stream()
                .filter(template -> template.launchTemplateName().startsWith(PREFIX))
                .filter(template -> template.createTime().isBefore(time))
                .map(LaunchTemplate::launchTemplateName)
                .toList());
  }

  private static Filter tagged(String tag, String value) {
    return Filter.builder().name("tag:" + tag).values(value).build();
  }

  /** Launches share another from now on; this one may be removed if nothing needs it. */
  public void retire(String name) throws IOException {
    generations.retire(name, now());
  }

  /** Whether one that launches share may be removed at any time by now. */
  public boolean isRetired(String name) throws IOException {
    return generations.isRetired(name);
  }

  /** It is not there any more: the next launch makes it again. */
  public void forget(String name) {
    made.remove(name);
  }

  /** Removes one that nothing launches from any more; one that is gone counts as removed. */
  public Optional<ProviderFailure> remove(String name, Instant deadline) {
    made.remove(name);
    return switch (caller.change(
        "ec2:DeleteLaunchTemplate",
        deadline,
        within ->
            clients
                .writes()
                .deleteLaunchTemplate(
                    DeleteLaunchTemplateRequest.builder()
                        .launchTemplateName(name)
                        .overrideConfiguration(within)
                        .build()))) {
      case Reply.Failed<?>(ProviderFailure failure) when !isUnknown(failure) ->
          Optional.of(failure);
      case Reply.Failed<?> gone -> Optional.empty();
      case Reply.Answered<?> removed -> Optional.empty();
    };
  }

  /** Whether AWS says that it has no such launch template; Auto Scaling has no code for it. */
  public static boolean isUnknown(ProviderFailure failure) {
    String code = AwsFailures.codeOf(failure);
    return (code.startsWith("InvalidLaunchTemplate") && code.contains("NotFound"))
        || (code.equals("ValidationError")
            && failure.message().contains("launch template")
            && failure.message().contains("does not exist"));
  }

  private Reply<String> make(
      RequestLaunchTemplateData data, Map<String, String> tags, String key, Instant deadline) {
    String whose = tags.getOrDefault(LaunchTags.INSTALLATION, "") + '\n' + provider;
    String content =
        PREFIX + ClientToken.sha256(whose + '\n' + Lookalikes.content(data)).substring(0, DIGITS);
    String name;
    try {
      name = generations.current(content);
    } catch (IOException e) {
      return new Reply.Failed<>(
          ProviderFailure.notSent(
              FailureClass.PROVIDER,
              "JOURNAL_UNAVAILABLE",
              "Nothing was sent, because it cannot be read which launch templates are shared: "
                  + e));
    }
    if (made.contains(name)) {
      return new Reply.Answered<>(name);
    }
    Map<String, String> owned = new LinkedHashMap<>(tags);
    owned.put(PROVIDER, provider);
    CreateLaunchTemplateRequest.Builder request =
        CreateLaunchTemplateRequest.builder()
            .launchTemplateName(name)
            .versionDescription("Made by signalbox from a template")
            .launchTemplateData(data)
            // The name alone tells it from others. Name and time are in the token: what is made
            // again after it was removed is a call of its own.
            .clientToken(
                ClientToken.of(key, clients.region(), name + " " + caller.now().toEpochMilli()))
            .tagSpecifications(
                TagSpecification.builder()
                    .resourceType(ResourceType.LAUNCH_TEMPLATE)
                    .tags(TemplateContent.sdk(owned))
                    .build());
    return switch (caller.change(
        "ec2:CreateLaunchTemplate",
        deadline,
        within ->
            clients.writes().createLaunchTemplate(request.overrideConfiguration(within).build()))) {
      case Reply.Failed<?>(ProviderFailure failure) when !exists(failure) ->
          // It launches nothing: whether it was made or not, nothing has to be found out.
          new Reply.Failed<>(harmless(failure));
      case Reply.Failed<?> there -> remembered(name);
      case Reply.Answered<?> fresh -> remembered(name);
    };
  }

  private Reply<String> remembered(String name) {
    if (made.size() >= REMEMBERED) {
      made.clear();
    }
    made.add(name);
    return new Reply.Answered<>(name);
  }

  private static boolean exists(ProviderFailure failure) {
    return AwsFailures.codeOf(failure).contains("AlreadyExists");
  }

  private static ProviderFailure harmless(ProviderFailure failure) {
    return failure.outcomeKnown()
        ? failure
        : new ProviderFailure(
            failure.code(),
            failure.message() + ". No machine was asked for",
            failure.details(),
            FailureClass.TRANSIENT,
            true,
            failure.throttled(),
            failure.retryAfter());
  }
}
