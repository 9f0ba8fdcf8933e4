package io.signalbox.core.template.catalog;

import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.file.FileDoor;
import io.signalbox.core.template.EditPreview;
import io.signalbox.core.template.Layer;
import io.signalbox.core.template.TemplateEdit;
import io.signalbox.core.template.TemplateFile;
import io.signalbox.core.template.file.FileLayers;
import io.signalbox.core.template.file.FileLoader;
import io.signalbox.core.template.file.FileOutline;
import io.signalbox.core.template.file.LoadedFile;
import io.signalbox.core.template.resolving.CatalogState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Edits of template files: what one would change, and carrying it out. Thread-safe. */
final class CatalogEdits {

  private final CatalogReader reader;

  CatalogEdits(CatalogReader reader) {
    this.reader = reader;
  }

  TemplateCatalog.Applied apply(TemplateEdit edit) {
    CatalogState now = reader.state();
    String name = edit.file();
    Layer layer = layer(now, name);
    FileDoor.Saved saved = reader.save(now.configuration, edit);
    // Another process may have saved since: what is told is what this edit made.
    LoadedFile read = reader.state().files.get(name);
    TemplateFile file =
        new TemplateFile(
            name,
            layer,
            saved.text(),
            read == null ? now.configuration.loadedAt() : read.inForceSince(),
            "",
            saved.revision());
    return new TemplateCatalog.Applied(file, saved.changed(), saved.before());
  }

  EditPreview preview(String file, String text) {
    CatalogState now = reader.state();
    layer(now, file);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    List<Diagnostic> told = new ArrayList<>();
    Optional<FileOutline> read = FileOutline.read(bytes, file, told);
    if (read.isEmpty()) {
      return new EditPreview(told, List.of(), 0);
    }
    Map<String, LoadedFile> files = new HashMap<>(now.files);
    files.put(
        file,
        new LoadedFile(file, "", bytes, "", read.get(), now.configuration.loadedAt(), false, told));
    CatalogState then = new CatalogState(now.configuration, files, reader.factories(), null);
    return new EditEffects(now, then, file).preview(told);
  }

  private static Layer layer(CatalogState now, String name) {
    FileLayers.Place place = FileLayers.of(now.configuration, Set.of(name)).places().get(name);
    if (!FileLoader.isTemplateFile(name)
        || place == null
        || !Path.of(name).getFileName().toString().equals(name)) {
      throw new SignalboxException(
          ErrorCode.INVALID_INPUT,
          "'"
              + name
              + "' is no layer's file; templates.json, TYPEprov_templates.json and"
              + " INSTANCE_templates.json are",
          Map.of("file", name));
    }
    return place.layer();
  }
}
