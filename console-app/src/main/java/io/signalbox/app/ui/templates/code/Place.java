package io.signalbox.app.ui.templates.code;

import org.jspecify.annotations.Nullable;

/**
 * Where the caret stands in a line, by what stands before it there.
 *
 * @param key whose value it is at; null where a key is typed
 * @param inText whether a quote is open
 * @param typed the word so far
 */
record Place(@Nullable String key, boolean inText, String typed) {

  static Place of(String before) {
    boolean inText = false;
    int begun = 0;
    String last = "";
    @Nullable String key = null;
    for (int i = 0; i < before.length(); i++) {
      char c = before.charAt(i);
      if (inText && c == '\\') {
        i++;
      } else if (c == '"') {
        if (inText) {
          last = before.substring(begun, i);
        }
        inText = !inText;
        begun = i + 1;
      } else if (!inText && c == ':') {
        key = last;
        begun = i + 1;
      } else if (!inText && (c == ',' || c == '{' || c == '}')) {
        key = null;
        begun = i + 1;
      }
    }
    String word = before.substring(Math.min(begun, before.length()));
    return new Place(key, inText, inText ? word : word.strip().replaceFirst("^\\[\\s*", ""));
  }
}
