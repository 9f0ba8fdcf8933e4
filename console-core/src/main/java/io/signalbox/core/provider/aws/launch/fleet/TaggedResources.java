package io.signalbox.core.provider.aws.launch.fleet;

import io.signalbox.core.provider.aws.client.AwsClients;
import io.signalbox.core.provider.aws.client.Caller;
import io.signalbox.core.provider.aws.client.Reply;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.DescribeTagsRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.TagDescription;

/** Finds what EC2 has made by its tags. Thread-safe. */
public final class TaggedResources {

  private final AwsClients clients;
  private final Caller caller;
  private final String type;

  /**
   * @param type of the resources, as EC2 has it, such as {@code fleet}
   */
  public TaggedResources(AwsClients clients, Caller caller, String type) {
    this.clients = clients;
    this.caller = caller;
    this.type = type;
  }

  /** The one of a launch; of several the first. */
  public Reply<Optional<String>> find(FleetNote note, Instant deadline) {
    return caller.read(
        "ec2:DescribeTags",
        deadline,
        within ->
            clients
                .reads()
                .describeTagsPaginator(
                    DescribeTagsRequest.builder()
                        .filters(
                            filter("resource-type", type),
                            filter("key", FleetNote.LAUNCH),
                            filter("value", note.token()))
                        .overrideConfiguration(within)
                        .build())
                .tags()
                .stream()
                .map(TagDescription::resourceId)
                .findFirst());
  }

  private static Filter filter(String name, String value) {
    return Filter.builder().name(name).values(value).build();
  }
}
