package io.signalbox.core.provider.aws.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * Takes calls and sends none: it writes down what each would send, in its own words on the wire,
 * and answers so that a launch goes on to its next call. What is looked up is answered with what it
 * would be looked up by; what launches is answered with a lack of room. For one launch, on one
 * thread.
 */
public final class PaperHttp implements SdkHttpClient {

  /** Calls written down; from then on every launch is refused for good. */
  public static final int MOST = 20;

  private static final String TARGET = "X-Amz-Target";
  private static final Pattern SCOPE = Pattern.compile("Credential=[^/]*/[^/]*/([^/]*)/([^/]*)/");
  private static final int REGION = 1;
  private static final int SERVICE = 2;
  private static final String ACCOUNT = "(the account)";
  private static final Pattern SSM_NAME = Pattern.compile("\"Names\"\\s*:\\s*\\[\\s*\"([^\"]*)\"");
  private static final String EC2_ERROR =
      "<Response><Errors><Error><Code>%1$s</Code><Message>On paper</Message></Error></Errors>"
          + "<RequestID>paper</RequestID></Response>";
  private static final String ERROR =
      "<ErrorResponse><Error><Type>Sender</Type><Code>%1$s</Code><Message>On"
          + " paper</Message></Error><RequestId>paper</RequestId></ErrorResponse>";

  private final List<Sent> sent = new ArrayList<>();

  /**
   * One call that would be sent.
   *
   * @param service as signatures name it, such as {@code ec2}
   * @param region that it would be sent to
   * @param parameters by name, in the order of the wire; without the version of the API
   */
  public record Sent(
      String service, String region, String action, Map<String, String> parameters) {}

  /** What would change something, in order; what is only looked up is not among it. */
  public List<Sent> sent() {
    return sent;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() {
        return answer(request);
      }

      @Override
      public void abort() {
        // Nothing is under way.
      }
    };
  }

  @Override
  public void close() {
    // Nothing is open.
  }

  private HttpExecuteResponse answer(HttpExecuteRequest request) {
    String body = body(request);
    if (request.httpRequest().firstMatchingHeader(TARGET).isPresent()) {
      return answer(200, parameter(body));
    }
    Map<String, String> parameters = parameters(body);
    String action = parameters.getOrDefault("Action", "");
    parameters.remove("Action");
    parameters.remove("Version");
    if (action.startsWith("Describe")) {
      return answer(200, described(action, parameters));
    }
    if (action.equals("GetCallerIdentity")) {
      return answer(200, caller(request));
    }
    String service = scope(request, SERVICE).orElse("aws");
    // What tidies up after the launch that was refused on paper is none of it.
    if (!action.startsWith("Delete") && sent.size() < MOST) {
      sent.add(new Sent(service, scope(request, REGION).orElse(""), action, parameters));
    }
    if (action.equals("CreateLaunchTemplate")) {
      return answer(200, made(parameters));
    }
    String code = sent.size() < MOST ? "InsufficientInstanceCapacity" : "InvalidParameterValue";
    return answer(400, (service.equals("ec2") ? EC2_ERROR : ERROR).formatted(code));
  }

  /** A part of what the signature is good for. */
  private static Optional<String> scope(HttpExecuteRequest request, int part) {
    Matcher scope =
        SCOPE.matcher(request.httpRequest().firstMatchingHeader("Authorization").orElse(""));
    return scope.find() ? Optional.of(scope.group(part)) : Optional.empty();
  }

  /** Whose account it will be is not known on paper; which partition of AWS's the region tells. */
  private static String caller(HttpExecuteRequest request) {
    String partition =
        scope(request, REGION)
            .map(region -> PartitionMetadata.of(Region.of(region)).id())
            .orElse("aws");
    return "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:%1$s:sts::%2$s:user/paper</Arn><UserId>paper</UserId><Account>%2$s</Account></GetCallerIdentityResult></GetCallerIdentityResponse>"
        .formatted(partition, ACCOUNT);
  }

  private static String parameter(String json) {
    Matcher name = SSM_NAME.matcher(json);
    String path = name.find() ? name.group(1) : "";
    return "{\"Parameters\": [{\"Name\": \"%1$s\", \"Value\": \"(what %1$s says)\"}]}"
        .formatted(path);
  }

  private static String described(String action, Map<String, String> parameters) {
    String content =
        switch (action) {
          case "DescribeImages" ->
              "<imagesSet><item><imageId>%s</imageId><imageState>available</imageState><rootDeviceName>(the image's root device)</rootDeviceName></item></imagesSet>"
                  .formatted(xml(parameters.getOrDefault("ImageId.1", "")));
          // What it says is not known on paper: it is there, and empty.
          case "DescribeLaunchTemplateVersions" ->
              "<launchTemplateVersionSet><item><versionNumber>1</versionNumber><launchTemplateData/></item></launchTemplateVersionSet>";
          default -> "";
        };
    return response(action, content);
  }

  private static String made(Map<String, String> parameters) {
    return response(
        "CreateLaunchTemplate",
        "<launchTemplate><launchTemplateId>lt-paper</launchTemplateId><launchTemplateName>%s</launchTemplateName><latestVersionNumber>1</latestVersionNumber><defaultVersionNumber>1</defaultVersionNumber></launchTemplate>"
            .formatted(xml(parameters.getOrDefault("LaunchTemplateName", ""))));
  }

  private static String response(String action, String content) {
    return "<%1$sResponse><requestId>paper</requestId>%2$s</%1$sResponse>"
        .formatted(action, content);
  }

  private static String xml(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }

  private static HttpExecuteResponse answer(int status, String body) {
    return HttpExecuteResponse.builder()
        .response(SdkHttpFullResponse.builder().statusCode(status).build())
        .responseBody(
            AbortableInputStream.create(
                new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
        .build();
  }

  private static Map<String, String> parameters(String form) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : form.split("&")) {
      int is = pair.indexOf('=');
      if (is > 0) {
        parameters.put(decoded(pair.substring(0, is)), decoded(pair.substring(is + 1)));
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static String body(HttpExecuteRequest request) {
    if (request.contentStreamProvider().isEmpty()) {
      return "";
    }
    try (InputStream body = request.contentStreamProvider().get().newStream()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
