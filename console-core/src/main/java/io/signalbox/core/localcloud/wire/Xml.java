package io.signalbox.core.localcloud.wire;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Writes XML, escaped, without blanks between elements. Not thread-safe. */
public final class Xml {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final StringBuilder out = new StringBuilder(1024);

  /** A document with its declaration. */
  public static String document(String root, String namespace, Consumer<Xml> content) {
    var xml = new Xml();
    xml.out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<").append(root);
    if (!namespace.isEmpty()) {
      xml.out.append(" xmlns=\"").append(namespace).append('"');
    }
    xml.out.append('>');
    content.accept(xml);
    xml.out.append("</").append(root).append('>');
    return xml.out.toString();
  }

  /** An element with elements in it. */
  public Xml element(String name, Consumer<Xml> content) {
    out.append('<').append(name).append('>');
    content.accept(this);
    out.append("</").append(name).append('>');
    return this;
  }

  /** An element with a text. */
  public Xml text(String name, String text) {
    out.append('<').append(name).append('>');
    escape(text);
    out.append("</").append(name).append('>');
    return this;
  }

  /** An element with a number. */
  public Xml number(String name, long number) {
    return text(name, Long.toString(number));
  }

  /** An element with {@code true} or {@code false}. */
  public Xml flag(String name, boolean flag) {
    return text(name, Boolean.toString(flag));
  }

  /** An element with a time, to the millisecond. */
  public Xml time(String name, Instant time) {
    return text(name, TIME.format(time));
  }

  /** An element with a text, if there is one. */
  public Xml text(String name, Optional<String> text) {
    text.ifPresent(each -> text(name, each));
    return this;
  }

  /** A list: an element with an {@code item} for each. */
  public <T> Xml items(String name, Collection<T> all, BiConsumer<Xml, T> content) {
    return list(name, "item", all, content);
  }

  /** A list whose members have a name of their own. */
  public <T> Xml list(String name, String member, Collection<T> all, BiConsumer<Xml, T> content) {
    return element(
        name,
        list -> all.forEach(each -> list.element(member, item -> content.accept(item, each))));
  }

  /** A text, within an element. */
  public void content(String text) {
    escape(text);
  }

  /** A list of texts: an element with an {@code item} for each. */
  public Xml texts(String name, Collection<String> all) {
    return element(name, list -> all.forEach(each -> list.text("item", each)));
  }

  private void escape(String text) {
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      switch (each) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '"' -> out.append("&quot;");
        case '\t', '\n', '\r' -> out.append("&#").append((int) each).append(';');
        default -> out.append(each < ' ' || each == 0xFFFE || each == 0xFFFF ? '?' : each);
      }
    }
  }
}
