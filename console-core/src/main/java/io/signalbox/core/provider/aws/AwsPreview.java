package io.signalbox.core.provider.aws;

import io.signalbox.core.error.Counted;
import io.signalbox.core.provider.FieldFinding;
import io.signalbox.core.provider.LaunchPreview;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.provider.aws.client.AwsClients;
import io.signalbox.core.provider.aws.client.PaperHttp;
import io.signalbox.core.provider.aws.launch.RegionalSpec;
import io.signalbox.core.provider.aws.settings.AwsSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a launch would send: it is carried out by the code that carries launches out, over a
 * transport that writes down and sends nothing, with its notes in a folder that is thrown away. So
 * nothing that is told here can differ from what is sent. Stateless.
 */
final class AwsPreview {

  private AwsPreview() {}

  /**
   * @throws IllegalArgumentException if neither the settings nor the profile name a region
   */
  static LaunchPreview of(
      AwsSettings settings, TimeSource time, ProviderOperation.CreateInstances launch) {
    PaperHttp paper = new PaperHttp();
    ProviderResult result;
    try {
      Path notes = Files.createTempDirectory("signalbox-preview");
      try (AwsOperations operations =
          new AwsOperations(settings, time, notes, in -> AwsClients.onPaper(in, paper, time))) {
        result = operations.execute(launch);
      } finally {
        delete(notes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String first = paper.sent().isEmpty() ? "" : paper.sent().getFirst().region();
    return new LaunchPreview(
        paper.sent().stream().map(sent -> call(sent, first)).toList(),
        Stream.concat(
                Stream.of(note(paper.sent(), launch.spec(), result)),
                passedOver(settings, launch).stream())
            .filter(each -> !each.isEmpty())
            .collect(Collectors.joining(". ")));
  }

  private static String note(List<PaperHttp.Sent> sent, LaunchSpec spec, ProviderResult result) {
    if (sent.isEmpty()) {
      return result instanceof ProviderResult.Failure(ProviderFailure failure)
          ? "Refused before anything is sent: " + failure.message()
          : "Nothing would be sent";
    }
    List<String> notes = new ArrayList<>();
    if (sent.stream().map(PaperHttp.Sent::action).distinct().count() < sent.size()) {
      notes.add("The next call of a kind is sent while machines are missing");
    }
    if (sent.size() >= PaperHttp.MOST) {
      notes.add("there are more than these");
    }
    if (sent.stream().anyMatch(each -> each.action().equals("CreateLaunchTemplate"))) {
      spec.text("launch_template_id")
          .ifPresent(named ->
              notes.add(
                  "What launch template %s says lies under LaunchTemplateData and is not told; the name is made of both"
                      .formatted(named)));
    }
    return String.join("; ", notes);
  }

  /** Fallback regions in which nothing would be sent, with why. */
  private static List<String> passedOver(
      AwsSettings settings, ProviderOperation.CreateInstances launch) {
    List<String> passed = new ArrayList<>();
    for (String region : settings.regions().fallbacks()) {
      List<FieldFinding> missing =
          RegionalSpec.of(launch.spec(), region, settings.regions().in(region)).missing();
      if (!missing.isEmpty()) {
        passed.add(
            "Nothing would be sent in "
                + region
                + ": "
                + missing.stream().map(FieldFinding::text).collect(Collectors.joining("; ")));
      }
    }
    return passed;
  }

  /**
   * @param own the provider's region; another one is named
   */
  private static LaunchPreview.Call call(PaperHttp.Sent sent, String own) {
    Map<String, String> parameters = new LinkedHashMap<>();
    sent.parameters()
        .forEach(
            (name, value) -> parameters.put(name, name.endsWith("UserData") ? size(value) : value));
    String where = sent.region().equals(own) ? "" : " in " + sent.region();
    return new LaunchPreview.Call(sent.service() + ":" + sent.action() + where, parameters);
  }

  /** User data may hold secrets: its size is told, never itself. */
  private static String size(String base64) {
    int bytes = Base64.getDecoder().decode(base64.getBytes(StandardCharsets.US_ASCII)).length;
    return "(" + Counted.of(bytes, "byte") + " in Base64, not shown)";
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
