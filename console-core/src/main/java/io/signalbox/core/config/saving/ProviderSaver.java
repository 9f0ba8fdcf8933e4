package io.signalbox.core.config.saving;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.ProviderEdit;
import io.signalbox.core.config.ProviderTrial;
import io.signalbox.core.config.ProviderTrial.Finding;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.config.source.Location;
import io.signalbox.core.config.source.NewErrors;
import io.signalbox.core.config.source.SourceNode;
import io.signalbox.core.config.source.SourceNode.ObjectNode;
import io.signalbox.core.config.source.SourceReader;
import io.signalbox.core.config.source.TextEdit;
import io.signalbox.core.file.FileDoor;
import io.signalbox.core.file.FileText;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.provider.ProviderFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an edit of a provider makes of a file's text: what is read afterwards is what was read
 * before with that provider changed, and brings in no error and no key that nobody knows.
 * Stateless; blocks.
 */
public final class ProviderSaver {

  private static final String UNREADABLE = "FILE_UNREADABLE";

  private ProviderSaver() {}

  /**
   * The folder that is edited.
   *
   * @param main what the main file says; null where it cannot be read
   * @param type of the provider as it is configured; empty for none
   * @param taken where the provider stands; empty where there is none of the name
   */
  public record Around(
      Map<String, ProviderFactory> factories,
      @Nullable Object main,
      String type,
      String taken,
      Trial trial) {}

  /** Reads the folder as if a file of it had these bytes. */
  @FunctionalInterface
  public interface Trial {
    Tried of(ConfigurationFiles.Draft draft);
  }

  /**
   * What reading found.
   *
   * @param configuration null where there was an error
   */
  public record Tried(@Nullable Configuration configuration, List<Diagnostic> diagnostics) {}

  /**
   * A text that was made.
   *
   * @param text the one before, where something refuses the edit or it stands so already
   */
  public record Made(String text, ProviderTrial trial) {}

  /**
   * @param before empty where there is no such file
   * @param revision of it
   */
  public static Made make(
      ProviderEdit edit, String file, Optional<FileText> before, String revision, Around around) {
    String text = before.map(FileText::text).orElse("");
    Object was = before.isPresent() && before.get().readable() ? read(file, text) : null;
    if (was == null) {
      String why =
          before.isEmpty() ? "is not there" : "cannot be read; config validate says what is wrong";
      return refused(text, file, revision, new Finding(file, true, UNREADABLE, why, null));
    }
    List<Finding> findings = new ArrayList<>();
    ProviderPlace place = ProviderPlace.of(was, edit.provider());
    ProviderPlace main =
        ConfigurationFiles.isMain(file) ? place : ProviderPlace.of(around.main(), edit.provider());
    List<Step> steps =
        new ProviderSteps(around.factories(), findings, place, main)
            .of(edit, around.type(), around.taken());
    TextEdit after = new TextEdit(text, SourceReader.isYaml(file), before.orElseThrow().lineEnd());
    Object expected = was;
    for (Step step : steps) {
      Optional<TextEdit> next = step.text(after);
      if (next.isEmpty()) {
        findings.add(byHand(edit, file));
        break;
      }
      after = next.get();
      expected = step.values(expected);
    }
    if (!Objects.equals(read(file, after.text()), expected)) {
      findings.add(byHand(edit, file));
    }
    Tried known = around.trial().of(new ConfigurationFiles.Draft(file, bytes(text)));
    Tried is =
        steps.isEmpty()
            ? known
            : around.trial().of(new ConfigurationFiles.Draft(file, bytes(after.text())));
    findings.addAll(found(edit.provider(), is.diagnostics(), known.diagnostics(), findings));
    ProviderTrial trial =
        new ProviderTrial(file, revision, lines(text, after.text()), findings, is.configuration());
    return new Made(trial.accepted() ? after.text() : text, trial);
  }

  private static Made refused(String text, String file, String revision, Finding finding) {
    return new Made(text, new ProviderTrial(file, revision, List.of(), List.of(finding), null));
  }

  private static Finding byHand(ProviderEdit edit, String file) {
    return new Finding(
        edit.provider(),
        true,
        "INVALID_INPUT",
        "cannot be changed in " + file + " alone; edit the file itself",
        null);
  }

  /** What reading says of this provider, and the errors that it did not say before. */
  private static List<Finding> found(
      String provider, List<Diagnostic> is, List<Diagnostic> was, List<Finding> told) {
    List<Finding> findings = new ArrayList<>();
    List<Diagnostic> fresh =
        NewErrors.among(is, was, each -> each.severity() != Diagnostic.Severity.INFO);
    for (Diagnostic each : fresh) {
      boolean own = isOf(each.key(), provider);
      boolean refuses =
          each.severity() == Diagnostic.Severity.ERROR
              || own && each.code().equals(Diagnostic.UNKNOWN_KEY);
      String key = own ? within(each.key(), provider) : each.key();
      boolean twice = each.code().equals("DUPLICATE_PROVIDER");
      boolean already =
          twice && told.stream().anyMatch(finding -> finding.key().equals("name"))
              || told.stream().anyMatch(finding -> finding.key().equals(key));
      if ((own || refuses) && !already) {
        findings.add(new Finding(key, refuses, each.code(), text(each), each.location()));
      }
    }
    return findings;
  }

  private static boolean isOf(String key, String provider) {
    return key.equals("providers." + provider)
        || key.startsWith("providers." + provider + ".")
        || key.equals("providers[].name");
  }

  private static String within(String key, String provider) {
    int prefix = ("providers." + provider + ".").length();
    return key.equals("providers[].name")
        ? "name"
        : key.length() < prefix ? "" : key.substring(prefix);
  }

  /** Without place and key, which are told beside it. */
  private static String text(Diagnostic told) {
    Location at = told.location();
    String begin = (at == null ? "" : at + ": ") + told.key() + " ";
    return told.message().startsWith(begin)
        ? told.message().substring(begin.length())
        : told.message();
  }

  /** Of a URL what stands before its host is struck out, whoever wrote it there. */
  private static List<ProviderTrial.Line> lines(String before, String after) {
    Secrets urls = new Secrets();
    return LineChanges.between(before, after).stream()
        .map(each -> new ProviderTrial.Line(each.number(), each.change(), urls.strike(each.text())))
        .toList();
  }

  /** Null where it cannot be read to its end, or is no object. */
  private static @Nullable Object read(String file, String text) {
    SourceNode root = SourceReader.read(bytes(text), file).root();
    return root instanceof ObjectNode ? root.toValue() : null;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Where a file says something of a provider; empty where it does not. */
  public static Optional<Location> find(@Nullable ObjectNode file, String provider) {
    if (file == null) {
      return Optional.empty();
    }
    ProviderPlace place = ProviderPlace.of(file.toValue(), provider);
    return place.isThere() ? Optional.of(place.in(file, provider)) : Optional.empty();
  }

  /** Carries an edit out, where nothing refuses it; what became of it is told to {@code made}. */
  public static FileDoor.Edit through(
      ProviderEdit edit, String file, Around around, List<Made> made) {
    return before -> {
      Made result = make(edit, file, before, "", around);
      made.add(result);
      return result.text();
    };
  }
}
