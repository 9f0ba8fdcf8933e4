package io.signalbox.core.template.file;

import java.util.List;

/** What ids of templates are, and where an entry says its own. Stateless. */
public final class TemplateIds {

  private static final int LONGEST = 128;

  /** The keys an id stands under; the first that is set counts. */
  public static final List<String> KEYS =
      List.of("template_id", "templateId", "TemplateId", "Template_id", "Name");

  /** The keys of a file under which its entries may stand; the first counts. */
  public static final List<String> LISTS = List.of("templates", "Templates");

  private TemplateIds() {}

  public static boolean isOne(String id) {
    int length = id.length();
    int good = 0;
    while (good < length && isOfOne(id.charAt(good))) {
      good++;
    }
    return good == length && length >= 1 && length <= LONGEST;
  }

  private static boolean isOfOne(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '-'
        || c == '_';
  }

  /** For a message: what is longer than any id is told in part. */
  public static String shown(String id) {
    return id.length() <= LONGEST
        ? id
        : "%s... (%,d characters)".formatted(id.substring(0, 32), id.length());
  }
}
