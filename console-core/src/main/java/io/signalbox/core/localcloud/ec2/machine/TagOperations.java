package io.signalbox.core.localcloud.ec2.machine;

import io.signalbox.core.localcloud.ec2.call.Estate;
import io.signalbox.core.localcloud.ec2.call.Filters;
import io.signalbox.core.localcloud.ec2.call.Lookups;
import io.signalbox.core.localcloud.ec2.call.Operation;
import io.signalbox.core.localcloud.ec2.call.TagParameters;
import io.signalbox.core.localcloud.wire.Asked;
import io.signalbox.core.localcloud.wire.Parameters;
import io.signalbox.core.localcloud.wire.Refusal;
import io.signalbox.core.localcloud.wire.Xml;
import io.signalbox.core.localcloud.world.Change;
import io.signalbox.core.localcloud.world.Kind;
import io.signalbox.core.localcloud.world.Region;
import io.signalbox.core.localcloud.world.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Tags of machines, of what belongs to them, and of what the catalogue has. */
public final class TagOperations {

  private record Row(String resource, String resourceType, String key, String value) {}

  private static final Filters<Row> FILTERS =
      new Filters<>(
          Map.of(
              "key", each -> List.of(each.key),
              "resource-id", each -> List.of(each.resource),
              "resource-type", each -> List.of(each.resourceType),
              "value", each -> List.of(each.value)),
          each -> Map.of(each.key, each.value));

  private final Estate estate;

  public TagOperations(Estate estate) {
    this.estate = estate;
  }

  public Map<String, Operation> operations() {
    return Map.of(
        "CreateTags",
        Operation.changing(this::create, "ResourceId", "Tag"),
        "DeleteTags",
        Operation.changing(this::delete, "ResourceId", "Tag"),
        "DescribeTags",
        Operation.reading(this::describe, "Filter", "MaxResults", "NextToken"));
  }

  private void create(Asked asked, Xml out) {
    var tags = TagParameters.of(asked.parameters());
    if (tags.isEmpty()) {
      throw Refusal.missing("Tag");
    }
    change(
        asked,
        (type, before) -> {
          var after = new Tags(type, before).with(tags);
          TagParameters.checkNumber(after.tags());
          return after;
        });
    out.flag("return", true);
  }

  /** Without tags, all go; a tag with a value goes only where it has that value. */
  private void delete(Asked asked, Xml out) {
    var tags = asked.parameters().structures("Tag");
    change(
        asked,
        (type, before) -> {
          var left = new TreeMap<>(before);
          if (tags.isEmpty()) {
            left.clear();
          }
          for (Parameters tag : tags) {
            String key = tag.required("Key");
            if (tag.text("Value").map(value -> value.equals(left.get(key))).orElse(true)) {
              left.remove(key);
            }
          }
          return new Tags(type, left);
        });
    out.flag("return", true);
  }

  private void change(Asked asked, BiFunction<String, Map<String, String>, Tags> change) {
    var ids = asked.parameters().list("ResourceId");
    if (ids.isEmpty()) {
      throw Refusal.missing("ResourceId");
    }
    estate
        .world()
        .atomically(() -> {
          var changes = new ArrayList<Change>();
          for (String id : ids) {
            var before = estate.world().tags(asked.region(), id);
            var after = change.apply(type(asked, id), before);
            changes.add(Change.put(asked.region(), Kind.TAGS, id, after));
          }
          Operation.stopDryRun(asked);
          estate.world().change(changes);
          return changes;
        });
  }

  /** The type of a resource that exists. */
  private String type(Asked asked, String id) {
    Region region = Estate.region(asked);
    var lookups = new Lookups(estate.catalogue(), region);
    String prefix = id.contains("-") ? id.substring(0, id.indexOf('-')) : id;
    return switch (prefix) {
      case "i" -> {
        InstanceOperations.named(List.of(id), each -> estate.machine(asked, each));
        yield "instance";
      }
      case "ami" -> {
        lookups.image(id);
        yield "image";
      }
      case "subnet" -> {
        lookups.subnet(id);
        yield "subnet";
      }
      case "sg" -> {
        lookups.group(id);
        yield "security-group";
      }
      case "vol" -> belongs(asked, id, "volume", "InvalidVolume.NotFound", "The volume");
      case "eni" ->
          belongs(
              asked,
              id,
              "network-interface",
              "InvalidNetworkInterfaceID.NotFound",
              "The networkInterface ID");
      case "sir" ->
          belongs(
              asked,
              id,
              "spot-instances-request",
              "InvalidSpotInstanceRequestID.NotFound",
              "The spot instance request ID");
      default -> throw Refusal.of("InvalidID", "The ID '" + id + "' is not valid");
    };
  }

  private String belongs(Asked asked, String id, String type, String code, String what) {
    boolean found =
        estate.world().all(asked.region(), Kind.MACHINE).stream()
            .anyMatch(machine ->
                machine.spotRequest().equals(id)
                    || InstanceXml.networkInterface(machine).equals(id)
                    || machine.volumes().stream().anyMatch(each -> each.id().equals(id)));
    if (!found) {
      throw Refusal.of(code, what + " '" + id + "' does not exist.");
    }
    return type;
  }

  private void describe(Asked asked, Xml out) {
    var rows = new ArrayList<Row>();
    for (String id : estate.world().ids(asked.region(), Kind.TAGS)) {
      estate
          .world()
          .find(asked.region(), Kind.TAGS, id)
          .filter(tags -> listed(asked, id))
          .ifPresent(tags ->
              new TreeMap<>(tags.tags())
                  .forEach((key, value) -> rows.add(new Row(id, tags.resourceType(), key, value))));
    }
    estate.page(
        asked,
        out,
        "tagSet",
        FILTERS.keep(asked.parameters(), rows),
        each -> each.resource + " " + each.key,
        TagOperations::write);
  }

  /** The tags of a machine go with it. */
  private boolean listed(Asked asked, String id) {
    return !id.startsWith("i-")
        || estate
            .machine(asked, id)
            .filter(machine -> !machine.launchedAt().isAfter(estate.seen(asked)))
            .isPresent();
  }

  private static void write(Xml item, Row row) {
    item.text("resourceId", row.resource)
        .text("resourceType", row.resourceType)
        .text("key", row.key)
        .text("value", row.value);
  }
}
