import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;

/**
 * Completes the program folder that Maven has filled with {@code bin}, {@code lib} and {@code
 * share}: adds the Java runtime, SQLite's library, the services, the classes of verbs in one jar
 * and the AOT caches. Runs from source on the JDK the program is built for, during {@code package}.
 * What is up to date is left alone.
 *
 * <p>Arguments: the program folder, a folder for notes between runs, the configuration folder to
 * train on (a copy of it is used).
 */
final class Image {

  /**
   * Named by hand, because tools see neither {@code ServiceLoader} nor reflection: SQLite and JDBI
   * need {@code java.sql}, Logback {@code java.naming}, JavaFX and ControlsFX {@code java.desktop}
   * and {@code jdk.unsupported}; the cloud to rehearse on is a {@code jdk.httpserver}, and the HTTP
   * client of AWS's SDK needs {@code java.security.jgss} and {@code jdk.net}.
   */
  private static final List<String> MODULES =
      List.of(
          "java.base",
          "java.desktop",
          "java.logging",
          "java.management",
          "java.naming",
          "java.net.http",
          "java.security.jgss",
          "java.sql",
          "jdk.httpserver",
          "jdk.jfr",
          "jdk.management",
          "jdk.net",
          "jdk.unsupported",
          "jdk.zipfs");

  private static final List<String> LINK_OPTIONS =
      List.of("--no-header-files", "--no-man-pages", "--compress", "zip-6");

  /** What a scheduler asks every few seconds, what else is called and typed, the window. */
  private static final List<String> CACHES = List.of("polls", "verbs", "window");

  private static final String TRAINING = "io.signalbox.app.AotTraining";
  private static final String TRAINING_TEMPLATE = "training";
  private static final String SAMPLE_TEMPLATE = "web-server";

  private static final int TRAINING_LIMIT_SECONDS = 300;

  private final Path home;
  private final Path notes;
  private final Path trainingConfiguration;

  private Image(Path home, Path notes, Path trainingConfiguration) {
    this.home = home;
    this.notes = notes;
    this.trainingConfiguration = trainingConfiguration;
  }

  public static void main(String[] args) throws Exception {
    var image = new Image(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]));
    Files.createDirectories(image.notes);
    image.runtime();
    image.libraries();
    image.aotCaches();
  }

  private void runtime() throws IOException, InterruptedException {
    var runtime = home.resolve("runtime");
    var key = Runtime.version() + " " + MODULES + " " + LINK_OPTIONS;
    if (Files.exists(runtime) && isCurrent("runtime", key)) {
      return;
    }
    delete(runtime);
    var arguments = new ArrayList<>(List.of("--add-modules", String.join(",", MODULES)));
    arguments.addAll(LINK_OPTIONS);
    arguments.addAll(List.of("--output", runtime.toString()));
    var jlink =
        ToolProvider.findFirst("jlink")
            .orElseThrow(() -> new IllegalStateException("This JDK has no jlink"));
    var out = new PrintWriter(System.err, true);
    if (jlink.run(out, out, arguments.toArray(String[]::new)) != 0) {
      throw new IllegalStateException("jlink failed: " + arguments);
    }
    // The archive of JDK classes for a start without the AOT cache; jlink makes none for compact
    // object headers.
    run(
        List.of(java(), "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-Xshare:dump"),
        notes.resolve("share-dump.log"));
    remember("runtime", key);
  }

  private void libraries() throws IOException {
    if (!isCurrent("libraries", fingerprint())) {
      // Copies of older jars: nothing may be read from there.
      Files.deleteIfExists(home.resolve("lib").resolve(VerbClasses.NAME));
      OldLibraries.renew(home.resolve("lib"));
      NativeLibrary.unpack(home.resolve("lib"));
      Services.gather(home.resolve("lib"));
      remember("libraries", fingerprint());
    }
  }

  private void aotCaches() throws Exception {
    var key = fingerprint();
    if (Files.exists(home.resolve("lib").resolve(VerbClasses.NAME))
        && CACHES.stream().allMatch(name -> Files.exists(cache(name)))
        && isCurrent("aot", key)) {
      return;
    }
    deleteOtherCaches();
    var work = Files.createTempDirectory("signalbox-training-");
    try {
      var config = work.resolve("config").toString();
      var sample = work.resolve("sample").toString();
      var shown = work.resolve("shown").toString();
      copy(trainingConfiguration, work.resolve("config"));
      copy(trainingConfiguration, work.resolve("shown"));
      copy(home.resolve("share/config"), work.resolve("sample"));
      // Stores that are there already: what makes one is no part of what a verb does each time.
      run(
          program(
              Services.PROGRAM,
              options("verbs"),
              work,
              List.of(
                  TRAINING,
                  "store",
                  config,
                  TRAINING_TEMPLATE,
                  shown,
                  TRAINING_TEMPLATE,
                  sample,
                  SAMPLE_TEMPLATE)),
          log("store"));
      // Something to show: a request that was filled and given back.
      run(
          program(
              Services.PROGRAM,
              List.of("-Xlog:class+load=info:stdout:none"),
              work,
              List.of(TRAINING, "verbs", shown, TRAINING_TEMPLATE, shown)),
          log("shown"));
      VerbClasses.gather(home.resolve("lib"), log("shown"));
      // Side by side: each is several starts of Java, one after the other.
      var window =
          new FutureTask<>(() ->
              aotCache("window", work, List.of(TRAINING, "window", shown, work + "/pictures")));
      Thread.ofPlatform().start(window);
      var polls = aotCache("polls", work, List.of(TRAINING, "polls", config, sample));
      var verbs =
          aotCache("verbs", work, List.of(TRAINING, "verbs", config, TRAINING_TEMPLATE, sample));
      if (window.get() && polls && verbs) {
        remember("aot", key);
      }
    } finally {
      delete(work);
    }
  }

  /** Of an earlier version of the program. */
  private void deleteOtherCaches() throws IOException {
    try (var list = Files.list(home.resolve("lib"))) {
      for (var file : list.toList()) {
        var name = file.getFileName().toString();
        if (name.endsWith(".aot") && CACHES.stream().noneMatch(each -> file.equals(cache(each)))) {
          Files.delete(file);
        }
      }
    }
  }

  private boolean aotCache(String name, Path work, List<String> training)
      throws IOException, InterruptedException {
    Files.deleteIfExists(cache(name));
    var jar = name.equals("window") ? Services.PROGRAM : VerbClasses.NAME;
    var profile = work.resolve(name + ".aotconf");
    var record = new ArrayList<>(options(name));
    // Classes are what a start needs. What the second compiler would be told of this run took as
    // long to gather as the run
    // itself, and made starts slower.
    record.add("-XX:TieredStopAtLevel=1");
    record.addAll(List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + profile));
    if (run(program(jar, record, work, training), log("training-" + name)) != 0) {
      warn("The training of the AOT cache for the " + name + " was not whole");
    }
    // In a step of its own, because the JVM's one-step way breaks on a path with a space.
    var create = new ArrayList<>(options(name));
    create.addAll(
        List.of(
            "-XX:AOTMode=create",
            "-XX:AOTConfiguration=" + profile,
            "-XX:AOTCache=" + cache(name)));
    if (!Files.exists(profile)
        || run(program(jar, create, work, List.of(TRAINING)), log("aot-create-" + name)) != 0
        || !Files.exists(cache(name))) {
      Files.deleteIfExists(cache(name));
      warn("No AOT cache for the " + name + ": it works without and starts slower");
      return false;
    }
    return true;
  }

  private List<String> options(String name) {
    var life = name.equals("window") ? "lib/window.options" : "lib/verbs.options";
    return List.of("@" + home.resolve(life));
  }

  private Path cache(String name) {
    return home.resolve("lib").resolve(name + ".aot");
  }

  private Path log(String name) {
    return notes.resolve(name + ".log");
  }

  private void warn(String what) {
    System.err.println("[WARNING] " + what + "; see the logs in " + notes);
  }

  /** The launcher's command line: the cache only fits a start that looks the same. */
  private List<String> program(
      String jar, List<String> aotOptions, Path work, List<String> mainClassAndArguments) {
    var command = new ArrayList<>(List.of(java(), "@" + home.resolve("lib/java.options")));
    command.addAll(aotOptions);
    command.add("-Djava.io.tmpdir=" + work);
    command.add("-Dsignalbox.home=" + home);
    command.addAll(List.of("-cp", home.resolve("lib").resolve(jar).toString()));
    command.addAll(mainClassAndArguments);
    return command;
  }

  private String java() {
    return home.resolve("runtime/bin/java").toString();
  }

  /** Runs a command without the caller's Java options and display, its output going to a file. */
  private static int run(List<String> command, Path log) throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name ->
            name.equals("DISPLAY")
                || name.startsWith("SIGNALBOX_")
                || name.endsWith("JAVA_OPTIONS")
                || name.equals("JAVA_TOOL_OPTIONS"));
    var process = builder.start();
    process.getOutputStream().close();
    if (!process.waitFor(TRAINING_LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      return -1;
    }
    return process.exitValue();
  }

  /** Everything the cache depends on: a jar counts by name, size and time, as for the JVM. */
  private String fingerprint() throws IOException {
    var files = new TreeMap<String, String>();
    try (var list = Files.list(home.resolve("lib"))) {
      for (var file : list.toList()) {
        var name = file.getFileName().toString();
        if (!name.endsWith(".aot") && !name.equals(VerbClasses.NAME) && Files.isRegularFile(file)) {
          var about = Files.readAttributes(file, BasicFileAttributes.class);
          files.put(name, about.size() + "@" + about.lastModifiedTime());
        }
      }
    }
    return Runtime.version() + " " + MODULES + " " + files;
  }

  private boolean isCurrent(String what, String key) throws IOException {
    var note = notes.resolve(what + ".key");
    return Files.exists(note) && Files.readString(note).equals(key);
  }

  private void remember(String what, String key) throws IOException {
    Files.writeString(notes.resolve(what + ".key"), key);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var tree = Files.walk(from)) {
      for (var file : tree.toList()) {
        var relative = from.relativize(file);
        if (!relative.startsWith(".signalbox")) {
          Files.copy(file, to.resolve(relative.toString()));
        }
      }
    }
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (var files = Files.walk(tree)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
