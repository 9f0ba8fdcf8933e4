package io.signalbox.core.template.file;

import java.util.List;
import java.util.regex.Pattern;

/** What ids of templates are, and where an entry says its own. Stateless. */
public final class TemplateIds {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,128}");

  /** The keys an id stands under; the first that is set counts. */
  public static final List<String> KEYS =
      List.of("template_id", "templateId", "TemplateId", "Template_id", "Name");

  /** The keys of a file under which its entries may stand; the first counts. */
  public static final List<String> LISTS = List.of("templates", "Templates");

  private static final int MOST_SHOWN = 128;

  private TemplateIds() {}

  public static boolean isOne(String id) {
    return ID.matcher(id).matches();
  }

  /** For a message: what is longer than any id is told in part. */
  public static String shown(String id) {
    return id.length() <= MOST_SHOWN
        ? id
        : "%s... (%,d characters)".formatted(id.substring(0, 32), id.length());
  }
}
