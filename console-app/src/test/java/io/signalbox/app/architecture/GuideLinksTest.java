package io.signalbox.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What a reader of the guides clicks is there, and whoever begins at the README finds every page.
 */
final class GuideLinksTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path START = ROOT.resolve("README.md");

  private static final Pattern CODE = Pattern.compile("(?s)```.*?```");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

  /** A link of a page to a file of the repository, and to a heading in it. */
  private record Link(Path page, Path file, String heading) {

    static Stream<Link> of(Path page) {
      return LINK.matcher(text(page))
          .results()
          .map(found -> found.group(1))
          .filter(to -> !to.contains("://"))
          .map(to -> {
            int mark = to.indexOf('#');
            String file = mark < 0 ? to : to.substring(0, mark);
            return new Link(
                page,
                file.isEmpty() ? page : page.resolveSibling(file).normalize(),
                mark < 0 ? "" : to.substring(mark + 1));
          });
    }

    boolean leads() {
      return Files.exists(file) && (heading.isEmpty() || headings(file).contains(heading));
    }

    @Override
    public String toString() {
      return ROOT.relativize(page) + " to " + ROOT.relativize(file) + " " + heading;
    }
  }

  private static String text(Path page) {
    try {
      return CODE.matcher(Files.readString(page)).replaceAll("");
    } catch (IOException e) {
      throw new AssertionError(page.toString(), e);
    }
  }

  /** As a page's headings are named where they are linked to. */
  private static Set<String> headings(Path page) {
    return HEADING
        .matcher(text(page))
        .results()
        .map(found ->
            found
                .group(1)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9 _-]", "")
                .replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  private static List<Path> pages(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(each -> each.toString().endsWith(".md")).sorted().toList();
    }
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    Stream<Path> pages =
        Stream.concat(
            Stream.of(START, ROOT.resolve("CONTRIBUTING.md"), ROOT.resolve("CHANGELOG.md")),
            pages(ROOT.resolve("docs")).stream());
    List<Link> links = pages.flatMap(Link::of).toList();
    assertThat(links).hasSizeGreaterThan(100);
    assertThat(links).filteredOn(each -> !each.leads()).isEmpty();
  }

  @Test
  void everyPageIsFoundFromTheReadme() throws IOException {
    Set<Path> found = new TreeSet<>(Set.of(START));
    Deque<Path> unread = new ArrayDeque<>(found);
    while (!unread.isEmpty()) {
      for (Link each : Link.of(unread.pop()).toList()) {
        for (Path page : pages(each.file())) {
          if (found.add(page)) {
            unread.push(page);
          }
        }
      }
    }
    assertThat(found).containsAll(pages(ROOT.resolve("docs")));
  }
}
