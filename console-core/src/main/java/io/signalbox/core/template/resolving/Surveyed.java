package io.signalbox.core.template.resolving;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.template.TemplateSummary;
import io.signalbox.core.template.file.FileOutline;
import io.signalbox.core.template.file.LoadedFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a survey was made from, for the next one to take over what has not changed. Immutable. */
final class Surveyed {

  private final Configuration configuration;
  private final Map<String, LoadedFile> files;
  private final Map<String, List<String>> index;
  // By id, without those in whose entries something is odd.
  private final Map<String, TemplateSummary> rows = new HashMap<>();

  /**
   * @param files by name
   * @param index id to the files that have an entry of it, lowest layer first
   */
  Surveyed(
      Configuration configuration,
      Map<String, LoadedFile> files,
      Map<String, List<String>> index,
      Survey survey) {
    this.configuration = configuration;
    this.files = files;
    this.index = index;
    for (TemplateSummary row : survey.rows()) {
      if (!survey.odd().contains(row.templateId())) {
        rows.put(row.templateId(), row);
      }
    }
  }

  /** Whether rows of then may be rows of now: the same settings, and files of the same names. */
  boolean servesFor(CatalogState now) {
    return configuration == now.configuration && files.keySet().equals(now.files.keySet());
  }

  /** A template's row, where all its entries are as they were then; null where one is not. */
  @Nullable TemplateSummary row(String id, CatalogState now) {
    TemplateSummary row = rows.get(id);
    List<String> in = now.filesOf(id);
    if (row == null || !in.equals(index.get(id))) {
      return null;
    }
    for (String file : in) {
      FileOutline then = inForce(files.get(file));
      FileOutline here = inForce(now.files.get(file));
      if (then == null || here == null || (then != here && !here.same(then, id))) {
        return null;
      }
    }
    return row;
  }

  private static @Nullable FileOutline inForce(@Nullable LoadedFile file) {
    return file == null ? null : file.inForce();
  }
}
