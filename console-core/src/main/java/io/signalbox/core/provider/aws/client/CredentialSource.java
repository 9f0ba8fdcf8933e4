package io.signalbox.core.provider.aws.client;

import io.signalbox.core.provider.aws.settings.AwsSettings;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/** Where credentials come from: the configuration's keys, a profile, or the default chain. */
final class CredentialSource {

  private CredentialSource() {}

  /** Makes no call; credentials are looked for when the first call is made. */
  static AwsCredentialsProvider base(AwsSettings settings) {
    return settings
        .keys()
        .<AwsCredentialsProvider>map(keys -> StaticCredentialsProvider.create(fixed(keys)))
        .or(() -> settings.profile().map(ProfileCredentialsProvider::create))
        // One of its own: the shared one would be closed for all with the first provider.
        .orElseGet(() -> DefaultCredentialsProvider.builder().build());
  }

  /** The same credentials in a role; {@code sts} asks for it when the first call is made. */
  static StsAssumeRoleCredentialsProvider inRole(
      AwsSettings.Role role, String sessionName, StsClient sts) {
    return StsAssumeRoleCredentialsProvider.builder()
        .stsClient(sts)
        .refreshRequest(request -> {
          request.roleArn(role.arn()).roleSessionName(sessionName);
          role.externalId().ifPresent(request::externalId);
        })
        .build();
  }

  private static AwsCredentials fixed(AwsSettings.Keys keys) {
    return keys.sessionToken()
        .<AwsCredentials>map(
            token -> AwsSessionCredentials.create(keys.accessKey(), keys.secretKey(), token))
        .orElseGet(() -> AwsBasicCredentials.create(keys.accessKey(), keys.secretKey()));
  }
}
