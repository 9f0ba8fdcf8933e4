package io.signalbox.app.ui.templates;

import io.signalbox.app.ui.draft.Drafts;
import io.signalbox.core.template.Layer;
import io.signalbox.core.template.TemplateFile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A template file's text as typed and not saved.
 *
 * @param revision of the file that it is an edit of
 * @param layer the number of the file's layer
 */
record LayerDraft(String file, String revision, String text, int layer) {

  private static final String FORM = "layer:";

  static Optional<LayerDraft> of(Drafts drafts, String file) {
    return drafts.find(FORM + file).flatMap(fields -> read(file, fields));
  }

  static List<LayerDraft> all(Drafts drafts) {
    return drafts.forms(FORM).stream()
        .flatMap(form -> of(drafts, form.substring(FORM.length())).stream())
        .toList();
  }

  private static Optional<LayerDraft> read(String file, Map<String, String> fields) {
    String text = fields.get("text");
    String revision = fields.get("revision");
    String layer = fields.getOrDefault("layer", "5");
    return text == null || revision == null || !layer.matches("[1-7]")
        ? Optional.empty()
        : Optional.of(new LayerDraft(file, revision, text, Integer.parseInt(layer)));
  }

  void keep(Drafts drafts) {
    drafts.keep(
        FORM + file, Map.of("text", text, "revision", revision, "layer", String.valueOf(layer)));
  }

  static void drop(Drafts drafts, String file) {
    drafts.drop(FORM + file);
  }

  /** The file of a draft that is gone from disk: saving makes it again. */
  TemplateFile gone() {
    return new TemplateFile(file, new Layer(layer, file), "", Instant.EPOCH, "", "absent");
  }
}
