package io.signalbox.core.template.saving;

import io.signalbox.core.config.source.SourceNode;
import io.signalbox.core.config.source.SourceReader;
import io.signalbox.core.config.source.TextEdit;
import io.signalbox.core.config.source.TextNode;
import io.signalbox.core.config.source.TextNode.Member;
import io.signalbox.core.config.source.TextNode.Shape;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.file.FileText;
import io.signalbox.core.template.TemplateEdit;
import io.signalbox.core.template.field.FieldDef;
import io.signalbox.core.template.field.FieldTable;
import io.signalbox.core.template.file.EntryPlaces;
import io.signalbox.core.template.file.TemplateIds;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an edit of one entry makes of a file's text, in the text's own style. Stateless. */
final class EntryEdits {

  private EntryEdits() {}

  /** The text of a file that is not there yet. */
  static String first(TemplateEdit.Create create) {
    TextEdit empty = edit(new FileText("{\n  \"templates\": []\n}\n", false, true));
    TextNode list = empty.root().members().getFirst().value();
    return empty.addEntry(list, null, entry(create)).text();
  }

  static String create(FileText before, TemplateEdit.Create create) {
    Map<String, Object> entry = entry(create);
    TextEdit edit = edit(before);
    EntryPlaces places = EntryPlaces.of(edit.root());
    Optional<TextNode> there = entry(places, create.templateId());
    if (there.isPresent()) {
      if (withoutIds(value(edit, there.get())).equals(withoutIds(asRead(entry)))) {
        return edit.text();
      }
      throw new SignalboxException(
          ErrorCode.INVALID_STATE,
          create.file()
              + " has an entry '"
              + create.templateId()
              + "' with other fields already; update it instead",
          Map.of("file", create.file(), "template_id", create.templateId()));
    }
    TextNode container = places.container();
    if (container == null || container.shape() == Shape.SCALAR) {
      throw new SignalboxException(
          ErrorCode.INVALID_STATE,
          create.file() + " is one entry alone; wrap it as {\"templates\": [ ]} first",
          Map.of("file", create.file()));
    }
    if (places.atTop() && TemplateIds.LISTS.contains(create.templateId())) {
      throw new SignalboxException(
          ErrorCode.INVALID_INPUT,
          "An entry '%s' would hide every other of %s, whose keys are ids; name it otherwise"
              .formatted(create.templateId(), create.file()),
          Map.of("file", create.file(), "template_id", create.templateId()));
    }
    return edit.addEntry(container, places.byId() ? create.templateId() : null, entry).text();
  }

  private static Map<String, Object> entry(TemplateEdit.Create create) {
    if (!TemplateIds.isOne(create.templateId())) {
      throw new SignalboxException(
          ErrorCode.INVALID_INPUT,
          "Template id '"
              + TemplateIds.shown(create.templateId())
              + "' is not 1 to 128 letters, digits, dots, dashes or underscores");
    }
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("template_id", create.templateId());
    create
        .fields()
        .forEach((key, value) -> {
          if (!isId(key)) {
            entry.put(key, value);
          } else if (!create.templateId().equals(value)) {
            throw renamed(create.templateId(), key);
          }
        });
    return entry;
  }

  static String update(FileText before, TemplateEdit.Update update) {
    TextEdit edit = edit(before);
    found(edit, update.file(), update.templateId());
    for (Map.Entry<String, @Nullable Object> each : update.fields().entrySet()) {
      TextNode entry = found(edit, update.file(), update.templateId());
      Object value = each.getValue();
      if (isId(each.getKey())) {
        if (!update.templateId().equals(value)) {
          throw renamed(update.templateId(), each.getKey());
        }
        continue;
      }
      String key = spelling(entry, each.getKey());
      Optional<Member> there = entry.member(key);
      if (value == null) {
        edit = there.isPresent() ? edit.remove(entry, there.get()) : edit;
      } else if (there.isEmpty()) {
        edit = edit.add(entry, key, value);
      } else if (!asRead(value).equals(value(edit, there.get().value()))) {
        edit = edit.replace(there.get(), value);
      }
    }
    return edit.text();
  }

  static String delete(FileText before, TemplateEdit.Delete delete) {
    TextEdit edit = edit(before);
    EntryPlaces places = EntryPlaces.of(edit.root());
    if (places.isAlone(delete.templateId())) {
      // What stands around it, as a last line end, stays.
      TextNode root = places.root();
      return edit.text().substring(0, root.start())
          + "{\"templates\": []}"
          + edit.text().substring(root.end());
    }
    TextNode container = places.container();
    Optional<Member> member = places.find(delete.templateId());
    return container == null || member.isEmpty()
        ? edit.text()
        : edit.remove(container, member.get()).text();
  }

  /** What stands in the text at a place; an empty text for null. */
  private static Object value(TextEdit edit, TextNode node) {
    return parsed(edit.text().substring(node.start(), node.end()));
  }

  /** A value as it will be read: numbers have the types that reading gives them. */
  private static Object asRead(Object value) {
    return parsed(TextEdit.inline(value));
  }

  private static Object parsed(String json) {
    SourceNode root = SourceReader.read(json.getBytes(StandardCharsets.UTF_8), "value.json").root();
    return root == null ? "" : Objects.requireNonNullElse(root.toValue(), "");
  }

  private static Map<Object, Object> withoutIds(Object entry) {
    Map<Object, Object> fields =
        entry instanceof Map<?, ?> map ? new LinkedHashMap<>(map) : new LinkedHashMap<>();
    fields.keySet().removeIf(key -> isId(String.valueOf(key)));
    return fields;
  }

  private static TextEdit edit(FileText text) {
    return new TextEdit(text.text(), false, text.lineEnd());
  }

  private static TextNode found(TextEdit edit, String file, String id) {
    return entry(EntryPlaces.of(edit.root()), id).orElseThrow(() -> missing(file, id));
  }

  private static Optional<TextNode> entry(EntryPlaces places, String id) {
    return places.isAlone(id) ? Optional.of(places.root()) : places.find(id).map(Member::value);
  }

  /** {@code Name} is a name as well; where it is the id, a change of it is seen by what it does. */
  private static boolean isId(String key) {
    return TemplateIds.KEYS.contains(key) && !key.equals("Name");
  }

  private static SignalboxException renamed(String id, String key) {
    return new SignalboxException(
        ErrorCode.INVALID_INPUT,
        "%s of '%s' says another id; an edit does not rename: create the new one and delete this"
            .formatted(key, TemplateIds.shown(id)),
        Map.of("template_id", TemplateIds.shown(id), "field", key));
  }

  private static SignalboxException missing(String file, String id) {
    return new SignalboxException(
        ErrorCode.TEMPLATE_NOT_FOUND,
        "There is no entry '" + TemplateIds.shown(id) + "' in " + file,
        Map.of("file", file, "template_id", TemplateIds.shown(id)));
  }

  /** The spelling the entry has already; else the one its other keys are written in. */
  private static String spelling(TextNode entry, String field) {
    Optional<FieldDef> def = FieldTable.BASE.spelled(field);
    for (Member member : entry.members()) {
      Optional<FieldDef> other = FieldTable.BASE.spelled(member.key());
      if (member.key().equals(field)
          || def.isPresent() && other.isPresent() && other.get().name().equals(def.get().name())) {
        return member.key();
      }
    }
    boolean camel =
        entry.members().stream().anyMatch(member -> member.key().matches("[a-z]+[A-Z].*"));
    return camel && def.isPresent() ? def.get().camelCase() : field;
  }
}
