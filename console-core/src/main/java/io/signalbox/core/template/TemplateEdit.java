package io.signalbox.core.template;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One change to one layer's file. Saving keeps shape, order, style, line ends, permissions and
 * every byte of other values, is atomic and alone among processes, keeps a backup, and refuses
 * (INVALID_STATE) to overwrite an edit it has not seen. Where the file says so already nothing is
 * written.
 */
public sealed interface TemplateEdit {

  /** The file's name in the configuration folder; one of the layers' names, nothing else. */
  String file();

  /** The revision the editor saw; null to write over whatever is there now. */
  @Nullable String revision();

  /**
   * A new entry; the file is made if it is not there. INVALID_STATE if the id is there already with
   * other fields.
   */
  record Create(
      String file, @Nullable String revision, String templateId, Map<String, Object> fields)
      implements TemplateEdit {}

  /**
   * Sets fields of an entry; a null value takes the field out. TEMPLATE_NOT_FOUND if the layer has
   * no such entry, INVALID_INPUT for an id that is another one: an update does not rename.
   */
  record Update(
      String file,
      @Nullable String revision,
      String templateId,
      Map<String, @Nullable Object> fields)
      implements TemplateEdit {}

  /** Takes an entry out, if it is there; TEMPLATE_NOT_FOUND if the file is not. */
  record Delete(String file, @Nullable String revision, String templateId)
      implements TemplateEdit {}

  /**
   * The whole text, as edited by hand; refused with the diagnostics if it cannot be read. Byte
   * order mark and line ends stay the file's, whichever the text has.
   */
  record Replace(String file, @Nullable String revision, String text) implements TemplateEdit {}
}
