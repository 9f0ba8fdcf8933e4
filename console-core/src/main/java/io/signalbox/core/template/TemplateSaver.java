package io.signalbox.core.template;

import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Carries edits out on one file: checked, atomic, with a backup beside it. Stateless; blocks. */
final class TemplateSaver {

  private TemplateSaver() {}

  /**
   * @throws SignalboxException INVALID_STATE for an edit that was not seen or an entry that is
   *     there already, TEMPLATE_NOT_FOUND for one that is not, TEMPLATE_INVALID where the result
   *     could not be read
   */
  static void save(Path folder, TemplateEdit edit) {
    Path file = folder.resolve(edit.file());
    String before = read(file);
    String seen = edit.revision();
    if (seen != null && !seen.equals(revisionOf(before))) {
      throw new SignalboxException(
          ErrorCode.INVALID_STATE,
          edit.file() + " was changed since you read it; read it again and repeat your edit",
          Map.of("file", edit.file(), "revision", revisionOf(before)));
    }
    String after = apply(before, edit);
    check(edit.file(), after);
    write(file, before, after);
  }

  /** Of a file with bytes of this hash. */
  static String revision(String sha256) {
    return sha256.substring(0, 16);
  }

  private static String revisionOf(@Nullable String text) {
    return text == null
        ? "absent"
        : revision(FileLoader.sha256(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String apply(@Nullable String before, TemplateEdit edit) {
    return switch (edit) {
      case TemplateEdit.Replace replace -> replace.text();
      case TemplateEdit.Create create -> create(before, create);
      case TemplateEdit.Update update -> update(required(before, update.file()), update);
      case TemplateEdit.Delete delete -> delete(required(before, delete.file()), delete);
    };
  }

  private static String required(@Nullable String text, String file) {
    if (text == null) {
      throw new SignalboxException(
          ErrorCode.TEMPLATE_NOT_FOUND, "There is no file " + file, Map.of("file", file));
    }
    check(file, text);
    return text;
  }

  private static String create(@Nullable String before, TemplateEdit.Create create) {
    if (!EntryFinder.ID.matcher(create.templateId()).matches()) {
      throw new SignalboxException(
          ErrorCode.INVALID_INPUT,
          "Template id '"
              + create.templateId()
              + "' is not 1 to 128 letters, digits, dots, dashes or underscores");
    }
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("template_id", create.templateId());
    create.fields().forEach(entry::putIfAbsent);
    if (before == null) {
      return "{\n  \"templates\": [\n    " + TextSplice.block(entry, "    ", "  ") + "\n  ]\n}\n";
    }
    check(create.file(), before);
    Entries entries = Entries.of(before);
    if (entries.find(create.templateId()).isPresent()) {
      throw new SignalboxException(
          ErrorCode.INVALID_STATE,
          create.file() + " has an entry '" + create.templateId() + "' already; update it instead",
          Map.of("file", create.file(), "template_id", create.templateId()));
    }
    EntryText list = entries.container();
    if (list == null) {
      throw new SignalboxException(
          ErrorCode.INVALID_STATE,
          create.file() + " is one entry alone; wrap it as {\"templates\": [ ]} first",
          Map.of("file", create.file()));
    }
    boolean lines = !list.members().isEmpty() && TextSplice.separator(before, list).contains("\n");
    String indent = lines ? TextSplice.separator(before, list).replaceAll(".*\\R", "") : "    ";
    String rendered =
        list.members().isEmpty() || lines
            ? TextSplice.block(entry, indent, "  ")
            : TextSplice.inline(entry);
    if (list.members().isEmpty()) {
      rendered = "\n" + indent + rendered + "\n  ";
    }
    return TextSplice.add(
        before,
        list,
        entries.byId() ? TextSplice.inline(create.templateId()) + ": " + rendered : rendered);
  }

  private static String update(String before, TemplateEdit.Update update) {
    String text = before;
    for (Map.Entry<String, @Nullable Object> each : update.fields().entrySet()) {
      EntryText entry = found(text, update.file(), update.templateId());
      String key = spelling(entry, each.getKey());
      Object value = each.getValue();
      Optional<EntryText.Member> there = entry.member(key);
      if (value != null) {
        text = TextSplice.set(text, entry, key, value);
      } else if (there.isPresent()) {
        text = TextSplice.remove(text, entry, there.get());
      }
    }
    return text;
  }

  private static String delete(String before, TemplateEdit.Delete delete) {
    Entries entries = Entries.of(before);
    EntryText list = entries.container();
    Optional<EntryText.Member> member = entries.find(delete.templateId());
    if (list == null || member.isEmpty()) {
      throw missing(delete.file(), delete.templateId());
    }
    return TextSplice.remove(before, list, member.get());
  }

  private static EntryText found(String text, String file, String id) {
    Entries entries = Entries.of(text);
    if (entries.container() == null && entries.isAlone(id)) {
      return EntryText.parse(text);
    }
    return entries.find(id).map(EntryText.Member::child).orElseThrow(() -> missing(file, id));
  }

  private static SignalboxException missing(String file, String id) {
    return new SignalboxException(
        ErrorCode.TEMPLATE_NOT_FOUND,
        "There is no entry '" + id + "' in " + file,
        Map.of("file", file, "template_id", id));
  }

  /** The spelling the entry has already; else the one its other keys are written in. */
  private static String spelling(EntryText entry, String field) {
    Optional<FieldDef> def = FieldTable.BASE.spelled(field);
    for (EntryText.Member member : entry.members()) {
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

  private static void check(String file, String text) {
    List<Diagnostic> problems = new ArrayList<>();
    FileOutline.read(text.getBytes(StandardCharsets.UTF_8), file, problems)
        .ifPresent(read -> problems.addAll(read.oddities()));
    List<String> errors =
        problems.stream()
            .filter(each -> each.severity() == Diagnostic.Severity.ERROR)
            .map(Diagnostic::message)
            .toList();
    if (!errors.isEmpty()) {
      throw new SignalboxException(
          ErrorCode.TEMPLATE_INVALID, String.join("; ", errors), Map.of("errors", errors));
    }
  }

  private static @Nullable String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : null;
    } catch (IOException e) {
      throw new SignalboxException(
          ErrorCode.INVALID_STATE, file.getFileName() + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The new text is whole on disk before it takes the old one's place. */
  private static void write(Path file, @Nullable String before, String after) {
    Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
    try {
      if (before != null) {
        Files.writeString(file.resolveSibling(file.getFileName() + ".bak"), before);
      }
      try (FileChannel channel =
          FileChannel.open(
              fresh,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        ByteBuffer bytes = ByteBuffer.wrap(after.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new SignalboxException(
          ErrorCode.INVALID_STATE,
          file.getFileName() + " cannot be written: " + e.getMessage() + "; nothing was changed",
          e);
    }
  }

  /** The entries of a text by where they stand. */
  private record Entries(String text, @Nullable EntryText container, boolean byId) {

    static Entries of(String text) {
      EntryText root = EntryText.parse(text);
      if (text.charAt(root.start()) == '[') {
        return new Entries(text, root, false);
      }
      Optional<EntryText.Member> list = root.member("templates").or(() -> root.member("Templates"));
      if (list.isPresent()) {
        EntryText.Member member = list.get();
        return new Entries(text, member.child(), text.charAt(member.valueStart()) == '{');
      }
      boolean alone = root.members().stream().anyMatch(each -> isIdKey(each.key()));
      return new Entries(text, alone ? null : root, true);
    }

    private static boolean isIdKey(String key) {
      return key.equals("template_id") || key.equals("templateId") || key.equals("Name");
    }

    Optional<EntryText.Member> find(String id) {
      EntryText list = container;
      return list == null
          ? Optional.empty()
          : list.members().stream().filter(each -> id.equals(idOf(each))).findFirst();
    }

    boolean isAlone(String id) {
      EntryText root = EntryText.parse(text);
      return id.equals(
          idOf(new EntryText.Member("", root.start(), root.start(), root.end(), root)));
    }

    private @Nullable String idOf(EntryText.Member member) {
      EntryText child = member.child();
      if (child == null) {
        return null;
      }
      for (String key : List.of("template_id", "templateId", "TemplateId", "Name")) {
        Optional<EntryText.Member> id = child.member(key);
        if (id.isPresent()) {
          String quoted = text.substring(id.get().valueStart(), id.get().valueEnd());
          return quoted.replaceAll("^\"|\"$", "");
        }
      }
      return byId ? member.key() : null;
    }
  }
}
