package io.signalbox.core.provider.aws.client;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.awscore.endpoint.AwsClientEndpointProvider;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * Where a service is that the SDK's modules at hand do not have.
 *
 * @param id of the service, as profiles and variables of the environment name it
 * @param signedFor the region that calls are signed for
 */
record Addresses(String id, URI at, String signedFor) {

  /** The price list of every region is read in a few; the answer is the same. */
  static Addresses ofPriceList(Region region) {
    String in =
        region.id().matches("(eu|af|me|il)-.*") && !region.id().startsWith("eu-isoe")
            ? "eu-central-1"
            : "us-east-1";
    return new Addresses("pricing", URI.create("https://api.pricing." + in + ".amazonaws.com"), in);
  }

  static Addresses ofQuotas(Region region) {
    PartitionMetadata partition = PartitionMetadata.of(region);
    String suffix = partition == null ? "amazonaws.com" : partition.dnsSuffix();
    return new Addresses(
        "service_quotas",
        URI.create("https://servicequotas." + region.id() + "." + suffix),
        region.id());
  }

  /**
   * Another that the environment or the profile names, as the SDK reads that for the services that
   * it has modules of; empty where they name none.
   *
   * @param profile in force; empty for the SDK's own choice
   */
  Optional<URI> elsewhere(Region region, Optional<String> profile) {
    AwsClientEndpointProvider.Builder addresses =
        AwsClientEndpointProvider.builder()
            .serviceEndpointOverrideEnvironmentVariable(
                "AWS_ENDPOINT_URL_" + id.toUpperCase(Locale.ROOT))
            .serviceEndpointOverrideSystemProperty("aws.endpointUrl." + id)
            .serviceProfileProperty(id)
            .serviceEndpointPrefix(id)
            .defaultProtocol("https")
            .region(region);
    profile.ifPresent(addresses::profileName);
    return addresses.resolveFromOverrides();
  }
}
