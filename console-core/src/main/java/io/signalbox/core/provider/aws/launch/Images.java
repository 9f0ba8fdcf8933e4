package io.signalbox.core.provider.aws.launch;

import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.aws.client.AwsClients;
import io.signalbox.core.provider.aws.client.Caller;
import io.signalbox.core.provider.aws.client.Reply;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;

/** Looks images up. Thread-safe. */
public final class Images {

  private final AwsClients clients;
  private final Caller caller;

  public Images(AwsClients clients, Caller caller) {
    this.clients = clients;
    this.caller = caller;
  }

  /**
   * The image that a template names.
   *
   * @param named an id, or a path of Systems Manager's parameters
   */
  public Reply<Image> find(String named, Instant deadline) {
    return LaunchFields.isPath(named)
        ? switch (id(LaunchFields.path(named), deadline)) {
          case Reply.Answered<String>(String id) -> described(id, deadline);
          case Reply.Failed<String>(ProviderFailure failure) -> new Reply.Failed<>(failure);
        }
        : described(named, deadline);
  }

  /** The root device of the image that a launch is made of. */
  public Reply<RootDevice> rootDevice(LaunchSpec spec, Instant deadline) {
    Optional<String> image = spec.text("image_id");
    if (image.isEmpty()) {
      return new Reply.Failed<>(
          ProviderFailure.of(
              FailureClass.REQUEST,
              "INVALID_PARAMETER",
              "Fields of the root volume need image_id, which tells the volume's device"));
    }
    return find(image.get(), deadline)
        .map((Image found) ->
            new RootDevice(
                found.imageId(), Optional.ofNullable(found.rootDeviceName()).orElse("")));
  }

  /** The id of the image that a path of Systems Manager's parameters stands for now. */
  public Reply<String> id(String path, Instant deadline) {
    Reply<GetParametersResponse> reply =
        caller.read(
            "ssm:GetParameters",
            deadline,
            within ->
                clients
                    .ssm()
                    .getParameters(
                        GetParametersRequest.builder()
                            .names(path)
                            .overrideConfiguration(within)
                            .build()));
    return switch (reply) {
      case Reply.Answered<GetParametersResponse>(GetParametersResponse answer) ->
          answer.parameters().stream()
              .map(Parameter::value)
              .findFirst()
              .<Reply<String>>map(Reply.Answered::new)
              .orElseGet(() ->
                  missing(
                      "PARAMETER_NOT_FOUND",
                      "There is no parameter " + path + " in " + clients.region()));
      case Reply.Failed<GetParametersResponse>(ProviderFailure failure) ->
          new Reply.Failed<>(failure);
    };
  }

  private Reply<Image> described(String id, Instant deadline) {
    Reply<DescribeImagesResponse> reply =
        caller.read(
            "ec2:DescribeImages",
            deadline,
            within ->
                clients
                    .reads()
                    .describeImages(
                        DescribeImagesRequest.builder()
                            .imageIds(id)
                            .overrideConfiguration(within)
                            .build()));
    return switch (reply) {
      case Reply.Answered<DescribeImagesResponse>(DescribeImagesResponse answer) ->
          answer.images().stream()
              .findFirst()
              .<Reply<Image>>map(Reply.Answered::new)
              .orElseGet(() ->
                  missing(
                      "IMAGE_NOT_FOUND", "There is no image " + id + " in " + clients.region()));
      case Reply.Failed<DescribeImagesResponse>(ProviderFailure failure) ->
          new Reply.Failed<>(failure);
    };
  }

  private static <T> Reply<T> missing(String code, String message) {
    return new Reply.Failed<>(ProviderFailure.of(FailureClass.REQUEST, code, message));
  }
}
