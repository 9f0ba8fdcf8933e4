package io.signalbox.core.config.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.reading.NoEffects;
import io.signalbox.core.config.service.ConfigurationService;
import io.signalbox.core.config.service.FileCheck;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.gateway.InstalledTypes;
import io.signalbox.core.log.Secrets;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every key of the table of declarations acts, or says that it does not: its value changes a day of
 * the running core, or who is told of which alert, and in each case that the table names it changes
 * nothing and is told, with what wins.
 */
class EverySettingTest {

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> aChangedValueChangesTheDay() {
    return SettingProofs.acts().stream()
        .map(each -> DynamicTest.dynamicTest(each.path(), () -> acts(each)));
  }

  private void acts(SettingProofs.Acts proof) throws IOException {
    Configuration one = read(proof.written().replace("@", proof.one()));
    Configuration other = read(proof.written().replace("@", proof.other()));
    String key = proof.path().substring(proof.path().lastIndexOf('.') + 1);
    assertThat(noEffects(one)).as("told of " + one.diagnostics()).noneMatch(isOf(key));
    List<String> day = RoutedDay.of(one, ProvenFolder.plugins());
    assertThat(RoutedDay.of(other, ProvenFolder.plugins()))
        .as("%s instead of %s changes nothing", proof.other(), proof.one())
        .isNotEqualTo(day);
  }

  @TestFactory
  Stream<DynamicTest> whatHasNoEffectIsToldAndHasNone() {
    return SettingProofs.idle().stream()
        .map(each ->
            DynamicTest.dynamicTest(
                each.path() + "." + each.key() + " " + each.idle(), () -> idle(each)));
  }

  private void idle(SettingProofs.IsIdle proof) throws IOException {
    List<List<String>> days = new ArrayList<>();
    for (String value : List.of(proof.one(), proof.other())) {
      Told told = tell(proof.written().replace("@", value));
      assertThat(noEffects(told.diagnostics()))
          .as("told: " + told.diagnostics())
          .filteredOn(isOf(proof.key()))
          .isNotEmpty()
          .allSatisfy(each ->
              assertThat(each.message()).contains("has no effect: ").contains(proof.wins()));
      if (told.configuration() != null) {
        days.add(RoutedDay.of(told.configuration(), ProvenFolder.plugins()));
      }
    }
    if (days.size() == 2) {
      assertThat(days.get(1)).isEqualTo(days.get(0));
    }
  }

  @TestFactory
  Stream<DynamicTest> aChangedValueChangesTheWeekOfAFolder() {
    return WholeFolderProofs.acts().stream()
        .map(each -> DynamicTest.dynamicTest(each.path(), () -> acts(folder, each)));
  }

  private static void acts(Path folder, WholeFolderProofs.Acts proof) throws IOException {
    String key = key(proof.path());
    List<List<String>> weeks = new ArrayList<>();
    for (String value : List.of(proof.one(), proof.other())) {
      Path own = Files.createTempDirectory(folder, "week");
      WholeFolderProofs.write(own, proof.written().replace("@", value));
      assertThat(noEffects(told(folder, own, unset -> null))).noneMatch(isOf(key));
      weeks.add(inPlace(folder, () -> WholeFolderProofs.week(own, key, "")));
    }
    assertThat(weeks.get(1)).isNotEqualTo(weeks.get(0));
  }

  @TestFactory
  Stream<DynamicTest> whatHasNoEffectInAFolderIsToldAndHasNone() {
    return WholeFolderProofs.idle().stream()
        .map(each ->
            DynamicTest.dynamicTest(each.key() + " " + each.idle(), () -> idle(folder, each)));
  }

  private static void idle(Path folder, WholeFolderProofs.IsIdle proof) throws IOException {
    List<List<String>> weeks = new ArrayList<>();
    for (String value : List.of(proof.one(), proof.other())) {
      Path own = Files.createTempDirectory(folder, "week");
      WholeFolderProofs.write(own, proof.written().replace("@", value));
      String name = proof.variable().split("=")[0];
      assertThat(noEffects(told(folder, own, each -> each.equals(name) ? "set" : null)))
          .filteredOn(isOf(proof.key()))
          .isNotEmpty()
          .allSatisfy(each -> assertThat(each.message()).contains(proof.wins()));
      weeks.add(inPlace(folder, () -> WholeFolderProofs.week(own, proof.key(), proof.variable())));
    }
    assertThat(weeks.get(1)).isEqualTo(weeks.get(0));
  }

  @TestFactory
  @DisabledOnOs(OS.WINDOWS)
  Stream<DynamicTest> aChangedValueChangesWhoIsToldOfWhat() {
    return AlertProofs.acts().stream()
        .map(each ->
            DynamicTest.dynamicTest(
                each.path(),
                () ->
                    assertThat(AlertProofs.day(folder, each, each.one()))
                        .isNotEqualTo(AlertProofs.day(folder, each, each.other()))));
  }

  @TestFactory
  Stream<DynamicTest> whatHasNoEffectInARuleIsRefusedAndTold() {
    return AlertProofs.idle().stream()
        .map(each ->
            DynamicTest.dynamicTest(each.key() + " " + each.idle(), () -> idle(folder, each)));
  }

  private static void idle(Path folder, AlertProofs.IsIdle proof) throws IOException {
    for (String value : List.of(proof.one(), proof.other())) {
      ConfigurationService.Preview read =
          AlertProofs.read(folder, proof.written().replace("@", value));
      assertThat(read.configuration()).isNull();
      assertThat(noEffects(read.diagnostics()))
          .filteredOn(isOf(proof.key()))
          .isNotEmpty()
          .allSatisfy(each -> assertThat(each.message()).contains(proof.wins()));
    }
  }

  private static List<Diagnostic> told(
      Path folder, Path own, UnaryOperator<@Nullable String> environment) throws IOException {
    return inPlace(
        folder,
        () ->
            FileCheck.validate(
                own.resolve("config.json"),
                environment,
                InstalledTypes.load().factories(),
                new Secrets()));
  }

  @Test
  void everyKeyAndEveryCaseOfTheTableHasAProof() {
    Map<String, Use> table = new TreeMap<>(table());
    Set<String> unproven = new TreeSet<>(table.keySet());
    SettingProofs.acts().forEach(each -> unproven.remove(each.path()));
    WholeFolderProofs.acts().forEach(each -> unproven.remove(each.path()));
    AlertProofs.acts().forEach(each -> unproven.remove(each.path()));
    assertThat(unproven).as("keys without a proof that they act").isEmpty();

    Set<String> cases = new TreeSet<>();
    table.forEach(
        (path, use) -> use.idle().forEach(each -> cases.add(key(path) + " " + nameOf(each))));
    SettingProofs.idle().forEach(each -> cases.remove(each.key() + " " + each.idle()));
    WholeFolderProofs.idle().forEach(each -> cases.remove(each.key() + " " + each.idle()));
    AlertProofs.idle().forEach(each -> cases.remove(each.key() + " " + each.idle()));
    assertThat(cases).as("cases without a proof").isEmpty();
  }

  private static String key(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /** Every key in force, with what it is for. */
  static Map<String, Use> table() {
    Map<String, Use> table = new LinkedHashMap<>();
    collect(table, "", Declarations.ROOT);
    table.keySet().removeIf(path -> path.startsWith("providers."));
    return table;
  }

  private static void collect(Map<String, Use> table, String path, Decl declared) {
    switch (declared) {
      case Decl.Leaf leaf -> {
        if (leaf.status() == Decl.Status.IN_FORCE) {
          table.put(path, leaf.use());
        }
      }
      case Decl.Anything anything -> {
        if (anything.status() == Decl.Status.IN_FORCE) {
          table.put(path, anything.use());
        }
      }
      case Decl.Section section ->
          section
              .keys()
              .forEach(
                  (key, each) -> collect(table, path.isEmpty() ? key : path + "." + key, each));
      case Decl.Items items -> collect(table, path + "[]", items.item());
      case Decl.Named named -> collect(table, path + ".NAME", named.each());
      case Decl.Kinds kinds ->
          kinds
              .sections()
              .forEach((kind, section) -> collect(table, path + " (" + kind + ")", section));
    }
  }

  private static String nameOf(Idle idle) {
    for (Class<?> each :
        List.of(
            StrategyIdles.class, HealthIdles.class, ProviderIdles.class, AlertDeclarations.class)) {
      for (Field field : each.getDeclaredFields()) {
        try {
          if (field.getType() == Idle.class && field.get(null) == idle) {
            return field.getName();
          }
        } catch (IllegalAccessException e) {
          throw new AssertionError(e);
        }
      }
    }
    throw new AssertionError("A case without a name: " + idle);
  }

  private static Predicate<Diagnostic> isOf(String key) {
    return told -> told.key().endsWith("." + key) || told.key().equals(key);
  }

  private static List<Diagnostic> noEffects(Configuration configuration) {
    return noEffects(configuration.diagnostics());
  }

  private static List<Diagnostic> noEffects(List<Diagnostic> told) {
    return told.stream()
        .filter(each -> each.code().equals(NoEffects.CODE))
        .collect(Collectors.toList());
  }

  /** Else a difference of two days would say nothing of what differs between them. */
  @Test
  void dayIsTheSameAgain() throws IOException {
    for (SettingProofs.Acts each : SettingProofs.acts().subList(0, 5)) {
      Configuration one = read(each.written().replace("@", each.one()));
      assertThat(RoutedDay.of(one, ProvenFolder.plugins()))
          .isEqualTo(RoutedDay.of(one, ProvenFolder.plugins()));
    }
  }

  private Configuration read(String written) throws IOException {
    Told told = tell(written);
    assertThat(told.configuration()).as("errors: " + told.diagnostics()).isNotNull();
    return told.configuration();
  }

  private record Told(@Nullable Configuration configuration, List<Diagnostic> diagnostics) {}

  private Told tell(String written) throws IOException {
    return inPlace(
        folder,
        () -> {
          ConfigurationService.Preview read = ProvenFolder.read(folder, written);
          return new Told(read.configuration(), read.diagnostics());
        });
  }

  private interface Work<T> {
    T done() throws IOException;
  }

  /** With the plug-ins of {@link ProvenFolder} installed. */
  private static <T> T inPlace(Path folder, Work<T> work) throws IOException {
    Thread here = Thread.currentThread();
    ClassLoader before = here.getContextClassLoader();
    try (URLClassLoader installed = ProvenFolder.installing(folder)) {
      here.setContextClassLoader(installed);
      return work.done();
    } finally {
      here.setContextClassLoader(before);
    }
  }
}
