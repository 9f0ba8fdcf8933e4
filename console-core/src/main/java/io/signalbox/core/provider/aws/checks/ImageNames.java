package io.signalbox.core.provider.aws.checks;

import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.aws.client.AwsClients;
import io.signalbox.core.provider.aws.client.Caller;
import io.signalbox.core.provider.aws.client.Reply;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.Image;

/** The account's own images. Stateless. */
public final class ImageNames {

  private static final int PAGE = 1_000;

  private ImageNames() {}

  /** Each as its id, with its name where it has one; sorted. */
  public static ProviderResult list(AwsClients clients, Caller caller, Instant deadline) {
    Reply<List<String>> reply =
        caller.read(
            "ec2:DescribeImages",
            deadline,
            within -> {
              TreeSet<String> names = new TreeSet<>();
              clients
                  .reads()
                  .describeImagesPaginator(
                      DescribeImagesRequest.builder()
                          .owners("self")
                          .maxResults(PAGE)
                          .overrideConfiguration(within)
                          .build())
                  .images()
                  .forEach(image -> names.add(words(image)));
              return List.copyOf(names);
            });
    return switch (reply) {
      case Reply.Answered<List<String>>(List<String> names) ->
          ProviderResult.success(new ProviderData.AvailableTemplates(names, false));
      case Reply.Failed<List<String>>(ProviderFailure failure) -> ProviderResult.failure(failure);
    };
  }

  private static String words(Image image) {
    return image.name() == null || image.name().isBlank()
        ? image.imageId()
        : image.imageId() + " " + image.name();
  }
}
