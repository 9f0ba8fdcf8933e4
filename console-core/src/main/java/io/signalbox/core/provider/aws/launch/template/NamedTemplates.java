package io.signalbox.core.provider.aws.launch.template;

import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.aws.client.AwsClients;
import io.signalbox.core.provider.aws.client.Caller;
import io.signalbox.core.provider.aws.client.Reply;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

/** Reads launch templates that templates name, which are others'. Thread-safe. */
final class NamedTemplates {

  private final AwsClients clients;
  private final Caller caller;

  NamedTemplates(AwsClients clients, Caller caller) {
    this.clients = clients;
    this.caller = caller;
  }

  /** The content of the launch template that a template names; nothing where it names none. */
  Reply<ResponseLaunchTemplateData> content(LaunchSpec spec, Instant deadline) {
    Optional<String> template = spec.text("launch_template_id");
    if (template.isEmpty()) {
      return new Reply.Answered<>(ResponseLaunchTemplateData.builder().build());
    }
    DescribeLaunchTemplateVersionsRequest.Builder request =
        DescribeLaunchTemplateVersionsRequest.builder()
            .versions(spec.text("launch_template_version").orElse("$Default"));
    if (template.get().startsWith("lt-")) {
      request.launchTemplateId(template.get());
    } else {
      request.launchTemplateName(template.get());
    }
    return switch (caller.read(
        "ec2:DescribeLaunchTemplateVersions",
        deadline,
        within ->
            clients
                .reads()
                .describeLaunchTemplateVersions(request.overrideConfiguration(within).build()))) {
      case Reply.Failed<DescribeLaunchTemplateVersionsResponse>(ProviderFailure failure) ->
          new Reply.Failed<>(failure);
      case Reply.Answered<DescribeLaunchTemplateVersionsResponse>(
              DescribeLaunchTemplateVersionsResponse answer)
          when !answer.launchTemplateVersions().isEmpty() ->
          new Reply.Answered<>(answer.launchTemplateVersions().getFirst().launchTemplateData());
      case Reply.Answered<DescribeLaunchTemplateVersionsResponse> nothing ->
          new Reply.Failed<>(
              ProviderFailure.of(
                  FailureClass.REQUEST,
                  "LAUNCH_TEMPLATE_NOT_FOUND",
                  "There is no launch template " + template.get() + " in " + clients.region()));
    };
  }
}
