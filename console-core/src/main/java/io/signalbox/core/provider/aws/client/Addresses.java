package io.signalbox.core.provider.aws.client;

import java.net.URI;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * Where a service is that the SDK's modules at hand do not have.
 *
 * @param signedFor the region that calls are signed for
 */
record Addresses(URI at, String signedFor) {

  /** The price list of every region is read in a few; the answer is the same. */
  static Addresses ofPriceList(Region region) {
    String in =
        region.id().matches("(eu|af|me|il)-.*") && !region.id().startsWith("eu-isoe")
            ? "eu-central-1"
            : "us-east-1";
    return new Addresses(URI.create("https://api.pricing." + in + ".amazonaws.com"), in);
  }

  static Addresses ofQuotas(Region region) {
    PartitionMetadata partition = PartitionMetadata.of(region);
    String suffix = partition == null ? "amazonaws.com" : partition.dnsSuffix();
    return new Addresses(
        URI.create("https://servicequotas." + region.id() + "." + suffix), region.id());
  }
}
