package io.signalbox.app.cli.output;

import io.signalbox.core.query.SwitchPreview;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A switch that is about to be thrown, the same in every command. */
public final class SwitchText {

  private SwitchText() {}

  /** What a person reads before a switch is thrown: shares that change, then what to know. */
  public static List<String> lines(SwitchPreview preview) {
    List<String> lines = new ArrayList<>();
    Map<String, Double> all = new LinkedHashMap<>(preview.before());
    all.putAll(preview.after());
    all.keySet()
        .forEach(name -> {
          String was = Texts.share(preview.before().getOrDefault(name, 0.0));
          String is = Texts.share(preview.after().getOrDefault(name, 0.0));
          if (!was.equals(is)) {
            lines.add(name + ": " + was + " % -> " + is + " %");
          }
        });
    if (lines.isEmpty()) {
      lines.add("No share changes.");
    }
    preview.warnings().forEach(warning -> lines.add("Warning: " + warning));
    lines.addAll(preview.notes());
    if (!preview.templatesNotReached().isEmpty()) {
      lines.add("Does not reach: " + String.join(", ", preview.templatesNotReached()));
    }
    return lines;
  }
}
