package io.signalbox.app.cli.providers;

import io.signalbox.app.cli.output.Doc;
import io.signalbox.app.cli.output.Table;
import io.signalbox.app.cli.output.Texts;
import io.signalbox.core.config.ProviderTrial.Change;
import io.signalbox.core.config.ProviderTrial.Finding;
import io.signalbox.core.config.ProviderTrial.Line;
import io.signalbox.core.query.ProviderPreview;
import io.signalbox.core.query.ProviderPreview.FileChange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What an edit of a provider does or would do, as a document and for people. */
public final class ProviderEditDocs {

  private ProviderEditDocs() {}

  public static List<Map<String, @Nullable Object>> files(List<FileChange> files) {
    return files.stream()
        .map(each ->
            Doc.start()
                .put("file", each.file())
                .put("revision", each.revision())
                .put("lines", each.lines().stream().map(ProviderEditDocs::line).toList())
                .map())
        .toList();
  }

  private static Map<String, @Nullable Object> line(Line line) {
    return Doc.start()
        .put("line", line.number())
        .put("change", Texts.word(line.change()))
        .put("text", line.text())
        .map();
  }

  public static List<Map<String, @Nullable Object>> findings(List<Finding> findings) {
    return findings.stream()
        .map(each ->
            Doc.start()
                .put("key", each.key())
                .put("refuses", each.refuses())
                .put("code", each.code())
                .put("message", each.text())
                .putPlace(each.location())
                .map())
        .toList();
  }

  static Map<String, @Nullable Object> preview(ProviderPreview preview) {
    return Doc.start()
        .put("provider", preview.provider())
        .put("dry_run", true)
        .put("accepted", preview.accepted())
        .put("changed", preview.changes())
        .put("files", files(preview.files()))
        .put("findings", findings(preview.findings()))
        .put("shares", preview.sharesNow())
        .put("shares_proposed", preview.sharesProposed())
        .put("notes", preview.notes())
        .map();
  }

  static String text(ProviderPreview preview) {
    StringBuilder text = new StringBuilder(changes(preview.files()));
    preview
        .findings()
        .forEach(each ->
            text.append(each.refuses() ? "error: " : "warning: ")
                .append(Texts.value(each.sentence()))
                .append('\n'));
    if (preview.movesTraffic()) {
      text.append('\n').append(shares(preview));
    }
    preview.notes().forEach(each -> text.append(Texts.value(each)).append('\n'));
    return text.toString();
  }

  /** The lines that are others, each file under its name. */
  static String changes(List<FileChange> files) {
    StringBuilder text = new StringBuilder();
    for (FileChange file : files) {
      if (file.lines().isEmpty()) {
        text.append(file.file()).append(" stands so already\n");
      } else {
        text.append(file.file()).append(":\n");
        file.lines()
            .forEach(each ->
                text.append("%6d %s %s\n".formatted(each.number(), sign(each), each.text())));
      }
    }
    return text.toString();
  }

  private static String sign(Line line) {
    return line.change() == Change.ADDED ? "+" : line.change() == Change.REMOVED ? "-" : " ";
  }

  private static String shares(ProviderPreview preview) {
    Table table = Table.of("PROVIDER", ">SHARE, %", ">WOULD BE");
    Map<String, Double> all = new LinkedHashMap<>(preview.sharesNow());
    preview.sharesProposed().forEach(all::putIfAbsent);
    for (String name : new TreeSet<>(all.keySet())) {
      table.row(
          name,
          Texts.share(preview.sharesNow().getOrDefault(name, 0.0)),
          Texts.share(preview.sharesProposed().getOrDefault(name, 0.0)));
    }
    return table.render();
  }
}
