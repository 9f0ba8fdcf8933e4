package io.signalbox.core.provider.aws.launch;

import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.aws.launch.FieldUse.Use;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;

/**
 * The table of template fields: what RunInstances is sent, and the launch templates of fleets and
 * groups, which spell it alike. Requests, checks and the guide are made from it. Stateless.
 */
public final class LaunchFields {

  /** Where a launch template keeps what RunInstances is sent. */
  public static final String TEMPLATE_DATA = "LaunchTemplateData.";

  private static final String SSM = "resolve:ssm:";
  private static final String ONE_CALL = "One call for each, in order, until enough are launched";
  private static final String FLEETS = "Of fleets and groups";
  private static final String ROOT = "BlockDeviceMapping.1.Ebs.";

  private static final List<Row> ROWS =
      List.of(
          console("template_id", "Names the template"),
          console("name", ""),
          console("description", ""),
          console("provider_type", "Chooses the provider"),
          console("provider_name", "Chooses the provider"),
          console("provider_api", "Chooses the API"),
          console("allow_failover", "Chooses the provider"),
          sent(
              "image_id",
              "ImageId",
              "An SSM path is sent as resolve:ssm:PATH, or looked up where a field of the root"
                  + " volume is set",
              (value, draft) -> draft.request.imageId(image(value.toString()))),
          steps("instance_type", "InstanceType", ""),
          steps("machine_types", "InstanceType", ONE_CALL + ". Units are tagged signalbox:units"),
          notTaken("machine_types_ondemand", "Of heterogeneous pricing"),
          steps("machine_types_priority", "InstanceType", "The least is tried first"),
          notTaken(MachineRequirements.FIELD, FLEETS),
          console("max_instances", "Bounds a request; MaxCount is what is asked for"),
          steps(
              "subnet_ids",
              "SubnetId",
              ONE_CALL + ". NetworkInterface.1.SubnetId where public_ip_assignment is set"),
          sent(
              "security_group_ids",
              "SecurityGroupId",
              "NetworkInterface.1.SecurityGroupId where public_ip_assignment is set",
              (value, draft) -> draft.groups(texts(value))),
          steps(
              "network_zones",
              "Placement.AvailabilityZone",
              ONE_CALL + ". Subnets, where there are any, say where"),
          sent(
              "public_ip_assignment",
              "NetworkInterface.1.AssociatePublicIpAddress",
              "Without it the subnet's own setting acts",
              (value, draft) -> draft.publicAddress(Boolean.TRUE.equals(value))),
          sent(
              "monitoring_enabled",
              "Monitoring.Enabled",
              "",
              (value, draft) ->
                  draft.request.monitoring(watch -> watch.enabled(Boolean.TRUE.equals(value)))),
          volume(
              "storage_encryption",
              "Encrypted",
              (value, draft) -> draft.rootVolume.encrypted(Boolean.TRUE.equals(value))),
          console("is_active", "Whether it is offered"),
          sent(
              "price_type",
              "InstanceMarketOptions.MarketType",
              "Of spot alone; heterogeneous pricing is refused",
              (value, draft) -> {
                if (value.equals("spot")) {
                  draft.spot();
                }
              }),
          sent(
              "max_price",
              "InstanceMarketOptions.SpotOptions.MaxPrice",
              "Of spot alone",
              (value, draft) -> draft.spotOptions.maxPrice(Prices.text(value))),
          notTaken("allocation_strategy", FLEETS),
          notTaken("allocation_strategy_on_demand", FLEETS),
          notTaken("percent_on_demand", "Of heterogeneous pricing"),
          notTaken("fleet_type", FLEETS),
          notTaken("fleet_role", FLEETS),
          notTaken("pools_count", FLEETS),
          notTaken("spot_fleet_request_expiry", FLEETS),
          volume(
              "volume_type",
              "VolumeType",
              (value, draft) -> draft.rootVolume.volumeType(value.toString())),
          volume(
              "root_device_volume_size",
              "VolumeSize",
              (value, draft) -> draft.rootVolume.volumeSize(whole(value))),
          volume("iops", "Iops", (value, draft) -> draft.rootVolume.iops(whole(value))),
          volume(
              "throughput",
              "Throughput",
              (value, draft) -> draft.rootVolume.throughput(whole(value))),
          volume(
              "encryption_key",
              "KmsKeyId",
              (value, draft) -> draft.rootVolume.kmsKeyId(value.toString()).encrypted(true)),
          sent(
              "key_name", "KeyName", "", (value, draft) -> draft.request.keyName(value.toString())),
          sent(
              "user_data",
              "UserData",
              "Sent in Base64; at most 16 KiB before that",
              (value, draft) -> draft.request.userData(base64(value.toString()))),
          sent(
              "instance_profile",
              "IamInstanceProfile.Name",
              "IamInstanceProfile.Arn for one that begins with arn:",
              LaunchFields::profile),
          sent(
              "launch_template_id",
              "LaunchTemplate.LaunchTemplateId",
              "LaunchTemplate.LaunchTemplateName for one that does not begin with lt-",
              LaunchFields::launchTemplate),
          sent(
              "launch_template_version",
              "LaunchTemplate.Version",
              "",
              (value, draft) -> draft.launchTemplate.version(value.toString())),
          sent(
              "tags",
              "TagSpecification.1.Tag",
              "On machines, volumes, network interfaces and spot requests, with those of the"
                  + " console",
              (value, draft) -> tags(value, draft.tags)),
          console("attributes", "Told to Host Factory"),
          console("metadata", ""),
          console("created_at", ""),
          console("updated_at", ""));

  private LaunchFields() {}

  private record Row(FieldUse use, BiConsumer<Object, LaunchDraft> put) {}

  /** What becomes of each field in RunInstances, in the order of the guide to templates. */
  public static List<FieldUse> uses() {
    return ROWS.stream().map(Row::use).toList();
  }

  /**
   * The same of an API that launches from a launch template: what RunInstances is sent goes into
   * the template, unless the API has its own way with the field.
   *
   * @param own the API's own rows; a field that has none there and is not sent stays as it is
   */
  public static List<FieldUse> usesWithTemplate(List<FieldUse> own) {
    return uses().stream()
        .map(use ->
            own.stream()
                .filter(each -> each.field().equals(use.field()))
                .findFirst()
                .orElseGet(() ->
                    use.use() == Use.SENT
                        ? new FieldUse(
                            use.field(), Use.SENT, TEMPLATE_DATA + use.parameter(), use.note())
                        : use))
        .toList();
  }

  /** Whether a field of the root volume is set, so that its device must be known. */
  public static boolean setsRootVolume(LaunchSpec spec) {
    return uses().stream()
        .anyMatch(
            use -> use.parameter().startsWith(ROOT) && spec.values().containsKey(use.field()));
  }

  /** Whether the image is named by a path of Systems Manager's parameters. */
  public static boolean isPath(String image) {
    return image.startsWith("/") || image.startsWith(SSM);
  }

  /** The path of one that is named so. */
  public static String path(String image) {
    return image.startsWith(SSM) ? image.substring(SSM.length()) : image;
  }

  /**
   * The request of one step, without count and token.
   *
   * @param tags that machines must carry; they go before the template's own
   * @param rootDevice name of the image's root device; read only where {@link #setsRootVolume}
   */
  public static RunInstancesRequest.Builder request(
      LaunchSpec spec, Step step, Map<String, String> tags, String rootDevice) {
    LaunchDraft draft = new LaunchDraft();
    for (Row row : ROWS) {
      Object value = spec.values().get(row.use().field());
      if (value != null) {
        row.put().accept(value, draft);
      }
    }
    draft.tags.putAll(tags);
    return draft.at(step, rootDevice);
  }

  private static Row sent(
      String field, String parameter, String note, BiConsumer<Object, LaunchDraft> put) {
    return new Row(new FieldUse(field, Use.SENT, parameter, note), put);
  }

  private static Row volume(String field, String parameter, BiConsumer<Object, LaunchDraft> put) {
    return sent(
        field,
        ROOT + parameter,
        "Of the root volume, whose device is asked of EC2",
        put.andThen((value, draft) -> draft.ownVolume()));
  }

  private static Row steps(String field, String parameter, String note) {
    return new Row(new FieldUse(field, Use.STEPS, parameter, note), (value, draft) -> {});
  }

  private static Row console(String field, String note) {
    return new Row(new FieldUse(field, Use.CONSOLE, "", note), (value, draft) -> {});
  }

  private static Row notTaken(String field, String note) {
    return new Row(new FieldUse(field, Use.NOT_TAKEN, "", note), (value, draft) -> {});
  }

  private static String image(String image) {
    return isPath(image) ? SSM + path(image) : image;
  }

  private static void profile(Object value, LaunchDraft draft) {
    String profile = value.toString();
    draft.request.iamInstanceProfile(role -> {
      if (profile.startsWith("arn:")) {
        role.arn(profile);
      } else {
        role.name(profile);
      }
    });
  }

  private static void launchTemplate(Object value, LaunchDraft draft) {
    String template = value.toString();
    draft.ownTemplate();
    if (template.startsWith("lt-")) {
      draft.launchTemplate.launchTemplateId(template);
    } else {
      draft.launchTemplate.launchTemplateName(template);
    }
  }

  private static void tags(Object value, Map<String, String> into) {
    if (value instanceof Map<?, ?> tags) {
      tags.forEach((key, text) -> into.put(key.toString(), String.valueOf(text)));
    }
  }

  private static List<String> texts(Object value) {
    return value instanceof List<?> list ? list.stream().map(Object::toString).toList() : List.of();
  }

  private static int whole(Object value) {
    return value instanceof Number number ? Math.toIntExact(number.longValue()) : 0;
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
