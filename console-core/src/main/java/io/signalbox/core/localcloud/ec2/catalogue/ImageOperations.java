package io.signalbox.core.localcloud.ec2.catalogue;

import io.signalbox.core.localcloud.ec2.call.Estate;
import io.signalbox.core.localcloud.ec2.call.Filters;
import io.signalbox.core.localcloud.ec2.call.Lookups;
import io.signalbox.core.localcloud.ec2.call.Operation;
import io.signalbox.core.localcloud.ec2.call.TagParameters;
import io.signalbox.core.localcloud.wire.Asked;
import io.signalbox.core.localcloud.wire.Service;
import io.signalbox.core.localcloud.wire.Xml;
import io.signalbox.core.localcloud.world.Image;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Lists images; they belong to {@code amazon}. */
public final class ImageOperations {

  private static final Instant MADE = Instant.parse("2026-01-01T00:00:00Z");

  private final Estate estate;

  public ImageOperations(Estate estate) {
    this.estate = estate;
  }

  public Map<String, Operation> operations() {
    return Map.of(
        "DescribeImages",
        Operation.reading(
            this::images,
            "ExecutableBy",
            "Filter",
            "ImageId",
            "IncludeDeprecated",
            "IncludeDisabled",
            "MaxResults",
            "NextToken",
            "Owner"));
  }

  private void images(Asked asked, Xml out) {
    var region = Estate.region(asked);
    var lookups = new Lookups(estate.catalogue(), region);
    var ids = asked.parameters().list("ImageId");
    var owners = asked.parameters().list("Owner");
    var all =
        ids.isEmpty()
            ? estate.catalogue().images(region)
            : ids.stream().distinct().map(lookups::image).toList();
    var owned =
        owners.isEmpty()
                || owners.contains("amazon")
                || owners.contains("self")
                || owners.contains(Service.ACCOUNT)
            ? all
            : List.<Image>of();
    var filters =
        new Filters<Image>(
            Map.of(
                "architecture", each -> List.of(each.architecture()),
                "image-id", each -> List.of(each.id()),
                "name", each -> List.of(each.name()),
                "owner-alias", each -> List.of("amazon"),
                "owner-id", each -> List.of(Service.ACCOUNT),
                "root-device-type", each -> List.of("ebs"),
                "state", each -> List.of(each.state()),
                "virtualization-type", each -> List.of("hvm")),
            each -> estate.world().tags(asked.region(), each.id()));
    estate.page(
        asked,
        out,
        "imagesSet",
        filters.keep(asked.parameters(), owned),
        Image::id,
        (item, image) -> write(asked, item, image));
  }

  private void write(Asked asked, Xml item, Image image) {
    item.text("imageId", image.id())
        .text("imageLocation", "amazon/" + image.name())
        .text("imageState", image.state())
        .text("imageOwnerId", Service.ACCOUNT)
        .time("creationDate", MADE)
        .flag("isPublic", true)
        .text("architecture", image.architecture())
        .text("imageType", "machine")
        .text("imageOwnerAlias", "amazon")
        .text("name", image.name())
        .text("description", image.name())
        .text("rootDeviceType", "ebs")
        .text("rootDeviceName", Image.ROOT)
        .items(
            "blockDeviceMapping",
            List.of(image),
            (mapping, each) ->
                mapping
                    .text("deviceName", Image.ROOT)
                    .element(
                        "ebs",
                        ebs ->
                            ebs.text("snapshotId", each.snapshot())
                                .number("volumeSize", Image.ROOT_GIB)
                                .flag("deleteOnTermination", true)
                                .text("volumeType", "gp2")
                                .flag("encrypted", false)))
        .text("virtualizationType", "hvm")
        .text("hypervisor", "xen")
        .text("platformDetails", "Linux/UNIX")
        .text("usageOperation", "RunInstances")
        .flag("enaSupport", true);
    TagParameters.write(item, estate.world().tags(asked.region(), image.id()));
  }
}
