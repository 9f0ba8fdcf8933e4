package io.signalbox.app.ui.requests;

import io.signalbox.app.ui.draft.Drafts;
import java.util.HashMap;
import java.util.Map;

/**
 * What of the submit form outlives a window: its fields, and the key that was sent, with what
 * became of it. The windows of a program have one form.
 *
 * @param template empty for none
 * @param count as typed
 * @param preference empty for any provider
 * @param key the form's idempotency key
 * @param sent whether something was sent under the key
 * @param accepted the request it was accepted as; empty while it is not known to be
 */
record SubmitForm(
    String template, String count, String preference, String key, boolean sent, String accepted) {

  private static final String FORM = "submit";

  /**
   * The form as the last window left it, else a new one. A key that nothing was sent under is that
   * of every window of the program; another program does not take it up: two that open on one
   * folder have two forms.
   */
  static SubmitForm of(Drafts drafts) {
    Map<String, String> kept = drafts.find(FORM).orElse(Map.of());
    String sentKey = kept.get("key");
    return new SubmitForm(
        kept.getOrDefault("template", ""),
        kept.getOrDefault("count", "1"),
        kept.getOrDefault("preference", ""),
        sentKey == null ? unsentKey(drafts) : sentKey,
        sentKey != null,
        kept.getOrDefault("accepted", ""));
  }

  /** The key of the form that nothing was sent with yet. */
  static String unsentKey(Drafts drafts) {
    return drafts.key(FORM);
  }

  void keep(Drafts drafts) {
    Map<String, String> fields =
        new HashMap<>(Map.of("template", template, "count", count, "preference", preference));
    if (sent) {
      drafts.spend(FORM, key);
      fields.put("key", key);
      fields.put("accepted", accepted);
    }
    drafts.keep(FORM, fields);
  }
}
