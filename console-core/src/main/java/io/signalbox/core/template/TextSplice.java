package io.signalbox.core.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts members into, and takes them out of, a JSON text in the text's own style. Stateless. */
final class TextSplice {

  private static final ObjectMapper JSON = new ObjectMapper();

  private TextSplice() {}

  /** Sets a member's value, adding it behind the last one where it is not there. */
  static String set(String text, EntryText container, String key, Object value) {
    Optional<EntryText.Member> there = container.member(key);
    if (there.isPresent()) {
      return splice(text, there.get().valueStart(), there.get().valueEnd(), inline(value));
    }
    return add(text, container, quoted(key) + ": " + inline(value));
  }

  /** Adds a rendered member behind the last one, on a line of its own where the others have one. */
  static String add(String text, EntryText container, String member) {
    if (container.members().isEmpty()) {
      return splice(text, container.start() + 1, container.end() - 1, member);
    }
    EntryText.Member last = container.members().getLast();
    String before = separator(text, container);
    return splice(text, last.valueEnd(), last.valueEnd(), "," + before + member);
  }

  static String remove(String text, EntryText container, EntryText.Member member) {
    int at = container.members().indexOf(member);
    if (container.members().size() == 1) {
      return splice(text, container.start() + 1, container.end() - 1, "");
    }
    if (at + 1 < container.members().size()) {
      return splice(text, member.from(), container.members().get(at + 1).from(), "");
    }
    return splice(text, container.members().get(at - 1).valueEnd(), member.valueEnd(), "");
  }

  /** An object over several lines, indented to stand where {@code indent} says. */
  static String block(Map<String, Object> value, String indent, String unit) {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER));
    printer.indentObjectsWith(new DefaultIndenter(unit, "\n"));
    try {
      return JSON.writer(printer).writeValueAsString(value).replace("\n", "\n" + indent);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a JSON value: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * What stands between the container's members besides the comma: a space, or a line end and an
   * indent.
   */
  static String separator(String text, EntryText container) {
    EntryText.Member last = container.members().getLast();
    int from =
        container.members().size() > 1
            ? container.members().get(container.members().size() - 2).valueEnd()
            : container.start() + 1;
    String between = text.substring(from, last.from()).replace(",", "");
    int lineEnd = between.lastIndexOf('\n');
    if (lineEnd >= 0) {
      String cr = lineEnd > 0 && between.charAt(lineEnd - 1) == '\r' ? "\r" : "";
      return cr + between.substring(lineEnd);
    }
    return between.isEmpty() && container.members().size() == 1 ? " " : between;
  }

  static String inline(@Nullable Object value) {
    try {
      return JSON.writeValueAsString(value).replace("\":", "\": ").replace(",\"", ", \"");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a JSON value: " + e.getOriginalMessage(), e);
    }
  }

  private static String quoted(String key) {
    return inline(key);
  }

  private static String splice(String text, int from, int to, String with) {
    return text.substring(0, from) + with + text.substring(to);
  }
}
