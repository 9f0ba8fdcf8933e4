package io.signalbox.core.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.signalbox.core.Signalbox;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.testing.GeneratedDoc;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every arrow between the packages of the core. */
final class CoreArchitectureTest {

  private static final String CORE = "io.signalbox.core";

  /**
   * Bottom up; a package may use those of the rows before its own and its neighbours in the row.
   */
  private static final List<Set<String>> ROWS =
      List.of(
          Set.of("error", "file", "json"),
          Set.of("log"),
          Set.of("event", "audit"),
          Set.of("activity"),
          Set.of("provider"),
          Set.of("background", "gateway", "lease"),
          Set.of("metrics"),
          Set.of("health", "alert"),
          Set.of("routing"),
          Set.of("config"),
          Set.of("template"),
          Set.of("price"),
          Set.of("request"),
          Set.of("store", "drill", "readiness"),
          Set.of("snapshot"),
          Set.of("command", "query"),
          Set.of("wiring"));

  /** A cloud to try things on: it stands beside the engine, and neither knows the other. */
  private static final String LOCAL_CLOUD = "localcloud";

  /** What is played on an open folder, as a front end would: it stands above the root. */
  private static final String PLAYED = "played";

  /**
   * Packages with rooms, each bottom up; {@code ""} is the front, which says what goes in and comes
   * out. What it is built on stands before it; of the store it is what is opened, above all others.
   */
  private static final Map<String, List<Set<String>>> ROOMS =
      Map.of(
          "alert",
          List.of(Set.of(""), Set.of("watching", "delivery"), Set.of("preview")),
          "command",
          List.of(Set.of(""), Set.of("handling")),
          "config",
          List.of(
              Set.of("source"),
              Set.of(""),
              Set.of("overlay"),
              Set.of("table"),
              Set.of("reading", "saving"),
              Set.of("service")),
          "query",
          List.of(Set.of(""), Set.of("undo"), Set.of("answering")),
          "routing",
          List.of(
              Set.of("balancing", "composition", "failover", "holds", "selection"),
              Set.of(""),
              Set.of("candidate"),
              Set.of("tree"),
              Set.of("choosing"),
              Set.of("decisions", "preview"),
              Set.of("engine")),
          "request",
          List.of(
              Set.of(""),
              Set.of("calling", "planning"),
              Set.of("journal"),
              Set.of("acquiring", "returning"),
              Set.of("driving"),
              Set.of("service")),
          "store",
          List.of(Set.of("database"), Set.of("repository", "request"), Set.of("")),
          "template",
          List.of(
              Set.of(""),
              Set.of("field"),
              Set.of("file"),
              Set.of("resolving"),
              Set.of("checking", "saving"),
              Set.of("catalog")));

  private static final String[] SQL = {
    "java.sql..", "javax.sql..", "org.flywaydb..", "org.sqlite.."
  };

  private static JavaClasses core = new ClassFileImporter().importClasses();

  @BeforeAll
  static void readClasses() {
    var place = Signalbox.class.getProtectionDomain().getCodeSource().getLocation();
    core = new ClassFileImporter().importUrl(place);
    assertThat(core).as("classes of the core").hasSizeGreaterThan(50);
  }

  static List<String> packages() {
    return ROWS.stream().flatMap(Set::stream).sorted().toList();
  }

  @Test
  void everyPackageHasItsRow() {
    var known = new TreeSet<>(packages());
    known.add(PLAYED);
    known.add(LOCAL_CLOUD);
    var found = new TreeSet<String>();
    for (JavaClass type : core) {
      if (!type.getPackageName().equals(CORE)) {
        found.add(type.getPackageName().substring(CORE.length() + 1).split("\\.", 2)[0]);
      }
    }
    assertThat(known).as("packages with a row").containsAll(found);
  }

  @Test
  void nestedPackagesFormNoCycle() {
    slices()
        .matching(CORE + ".(**)")
        .should()
        .beFreeOfCycles()
        .because("a package and the one inside it that need each other have no order to be read in")
        .check(core);
  }

  @ParameterizedTest
  @MethodSource("packages")
  void importsOnlyFromBelow(String name) {
    var above = new ArrayList<String>();
    var passed = false;
    for (Set<String> row : ROWS) {
      if (passed) {
        row.forEach(other -> above.add(CORE + "." + other + ".."));
      }
      passed |= row.contains(name);
    }
    noClasses()
        .that(resideInAPackage(CORE + "." + name + ".."))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(above.toArray(String[]::new))
                .or(resideInAnyPackage(CORE, CORE + "." + PLAYED + "..")))
        .because("a package of the core imports only what stands below it")
        .allowEmptyShould(true)
        .check(core);
  }

  @Test
  void packagesFormNoCycle() {
    slices()
        .matching(CORE + ".(*)..")
        .should()
        .beFreeOfCycles()
        .because("two packages that need each other are one package in two places")
        .check(core);
  }

  static List<String> packagesWithRooms() {
    return ROOMS.keySet().stream().sorted().toList();
  }

  @ParameterizedTest
  @MethodSource("packagesWithRooms")
  void everyRoomHasItsRow(String name) {
    var known = new TreeSet<String>();
    ROOMS.get(name).forEach(known::addAll);
    String front = CORE + "." + name;
    var found = new TreeSet<String>();
    for (JavaClass type : core) {
      String home = type.getPackageName();
      if (home.equals(front)) {
        found.add("");
      } else if (home.startsWith(front + ".")) {
        found.add(home.substring(front.length() + 1));
      }
    }
    assertThat(found).as("rooms of %s", name).isEqualTo(known);
  }

  @ParameterizedTest
  @MethodSource("packagesWithRooms")
  void roomsImportOnlyFromBelow(String name) {
    String front = CORE + "." + name;
    var above = new ArrayList<String>();
    for (Set<String> row : ROOMS.get(name).reversed()) {
      for (String each : row) {
        noClasses()
            .that()
            .resideInAPackage(each.isEmpty() ? front : front + "." + each)
            .should()
            .dependOnClassesThat(resideInAnyPackage(above.toArray(String[]::new)))
            .because("each room is built on those before it")
            .allowEmptyShould(true)
            .check(core);
      }
      row.forEach(each -> above.add(front + (each.isEmpty() ? "" : "." + each)));
    }
  }

  @Test
  void theRoomsAreDrawn() throws IOException {
    var table = new StringBuilder("| package | its rooms, bottom up |\n|---|---|\n");
    for (String name : packagesWithRooms()) {
      String rooms =
          ROOMS.get(name).stream().map(CoreArchitectureTest::drawn).collect(joining(" → "));
      table.append("| `%s` | %s |\n".formatted(name, rooms));
    }
    GeneratedDoc.assertUpToDate("docs/rooms.md", "rooms", table.toString());
  }

  private static String drawn(Set<String> row) {
    return row.stream()
        .sorted()
        .map(each -> each.isEmpty() ? "front" : "`" + each + "`")
        .collect(joining(", "));
  }

  @Test
  void nobodyElseEntersTheRoomsOfRouting() {
    noClasses()
        .that()
        .resideOutsideOfPackages(CORE + ".routing..", CORE + ".wiring", CORE + ".drill")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            CORE + ".routing.candidate",
            CORE + ".routing.tree",
            CORE + ".routing.choosing",
            CORE + ".routing.preview",
            CORE + ".routing.engine")
        .because(
            "other packages route through ProviderContext; what wires a context names the engine")
        .check(core);
  }

  @Test
  void nobodyElseReadsConfigurations() {
    noClasses()
        .that()
        .resideOutsideOfPackage(CORE + ".config..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(CORE + ".config.reading")
        .because("other packages are handed the configuration in force by ConfigurationService")
        .check(core);
  }

  @Test
  void nobodyElseEntersTheRoomsOfTemplate() {
    noClasses()
        .that()
        .resideOutsideOfPackage(CORE + ".template..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(CORE + ".template.*..")
                .and(not(resideInAnyPackage(CORE + ".template.catalog", CORE + ".template.field"))))
        .because("other packages ask for templates and save them through TemplateCatalog")
        .check(core);
  }

  @Test
  void nobodyElseEntersTheRoomsOfRequest() {
    noClasses()
        .that()
        .resideOutsideOfPackage(CORE + ".request..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(CORE + ".request.*..")
                .and(not(resideInAPackage(CORE + ".request.service"))))
        .because("other packages ask for machines and give them back through RequestService")
        .check(core);
  }

  @Test
  void nobodyElseEntersTheRoomsOfCommandsAndQueries() {
    noClasses()
        .that()
        .resideOutsideOfPackages(CORE + ".command.*..", CORE + ".query..", CORE + ".wiring")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(CORE + ".command.*..", CORE + ".query.*..")
        .because("other packages change through CommandBus and ask through QueryBus")
        .check(core);
  }

  @Test
  void theProviderInterfaceNeedsOnlyTheJdk() {
    classes()
        .that()
        .resideInAPackage(CORE + ".provider")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("java..", "org.jspecify.annotations..", CORE + ".provider"))
        .because("a third party compiles a provider against it and nothing else")
        .check(core);
  }

  @Test
  void providersKnowOnlyTheProviderInterface() {
    noClasses()
        .that()
        .resideInAPackage(CORE + ".provider.(*)..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.signalbox..")
                .and(
                    not(
                        resideInAnyPackage(
                            CORE + ".provider..",
                            CORE + ".event",
                            CORE + ".error",
                            CORE + ".json"))))
        .because("a provider must be able to live in a jar of its own")
        .check(core);
    slices()
        .matching(CORE + ".provider.(*)..")
        .should()
        .notDependOnEachOther()
        .because("each provider comes and goes alone")
        .check(core);
  }

  @Test
  void providersAreFoundAndNeverNamed() {
    noClasses()
        .that()
        .resideOutsideOfPackage(CORE + ".provider.*..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(CORE + ".provider.*..")
        .because("providers are found through ServiceLoader")
        .check(core);
    classes()
        .that()
        .areAssignableTo(ProviderFactory.class)
        .and()
        .areNotInterfaces()
        .and()
        .resideOutsideOfPackages(CORE + ".gateway", CORE + ".drill")
        .should()
        .bePublic()
        .andShould()
        .resideInAPackage(CORE + ".provider.*..")
        .because(
            "ServiceLoader makes them, and each provider has its own package; the gateway and"
                + " drills wrap them")
        .check(core);
  }

  @Test
  void theLocalCloudStandsAlone() {
    noClasses()
        .that()
        .resideInAPackage(CORE + "." + LOCAL_CLOUD + "..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.signalbox..")
                .and(not(resideInAPackage(CORE + "." + LOCAL_CLOUD + "..")))
                .and(not(type(TimeSource.class))))
        .because("what it shares with a provider it could not find wrong")
        .check(core);
    noClasses()
        .that()
        .resideOutsideOfPackage(CORE + "." + LOCAL_CLOUD + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(CORE + "." + LOCAL_CLOUD + "..")
        .because("providers know an endpoint, not what answers there")
        .check(core);
  }

  @Test
  void onlyTheLocalCloudServes() {
    noClasses()
        .that()
        .resideOutsideOfPackage(CORE + "." + LOCAL_CLOUD)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.sun.net.httpserver..")
        .because("the engine is called, and calls; nothing calls it over a network")
        .check(core);
  }

  @Test
  void noWindowCommandLineOrServer() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "javafx..",
            "com.sun.javafx..",
            "java.awt..",
            "javax.swing..",
            "org.controlsfx..",
            "picocli..",
            "io.javalin..",
            "io.signalbox.app..")
        .because("the core is the engine of every front end and depends on none")
        .check(core);
  }

  @Test
  void theLogAndTheKeychainAreTheHosts() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "ch.qos.logback..",
            "org.apache.logging..",
            "java.util.logging..",
            "com.github.javakeyring..",
            "com.sun.jna..")
        .because("who embeds the core has a log of his own, and may have no keychain")
        .check(core);
  }

  @Test
  void onlyTheStoreSpeaksSql() {
    noClasses()
        .that()
        .resideOutsideOfPackages(CORE + ".store..", CORE + ".provider.*..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(SQL)
        .because("the packages declare repositories; the store implements them")
        .check(core);
  }

  @Test
  void onlyTheRootOpensTheStore() {
    noClasses()
        .that()
        .resideOutsideOfPackages(CORE, CORE + ".wiring", CORE + ".store..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(CORE + ".store..")
        .because("the composition root wires the repositories; nobody else knows who keeps them")
        .check(core);
  }

  @Test
  void timeAndChanceComeInThroughConstructors() {
    // A lease is kept while real work goes on, so it is renewed in real time. Ids are not listed:
    // two processes with the same seed must not make the same ones.
    noClasses()
        .that(not(type(TimeSource.SystemTime.class)))
        .and()
        .doNotHaveFullyQualifiedName(CORE + ".request.journal.Leases")
        .should()
        .accessTargetWhere(staticClockOrChance())
        .because("a test or a rehearsal plays minutes in milliseconds, the same each time")
        .check(core);
  }

  @Test
  void nothingPrints() {
    noClasses()
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .because("standard output belongs to the results of a front end")
        .check(core);
  }

  @Test
  void everyPackageSaysWhatMayBeNull() {
    for (JavaClass type : core) {
      JavaPackage home = type.getPackage();
      assertThat(home.isAnnotatedWith(NullMarked.class))
          .as("@NullMarked in package-info of %s", home.getName())
          .isTrue();
    }
  }

  private static DescribedPredicate<JavaAccess<?>> staticClockOrChance() {
    var targets =
        Set.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.Math.random",
            "java.util.concurrent.ThreadLocalRandom.current",
            "java.lang.Thread.sleep");
    return describe(
        "read a static clock, wait on it or draw from a global generator",
        access -> {
          AccessTarget target = access.getTarget();
          var owner = target.getOwner().getName();
          return targets.contains(owner + "." + target.getName())
              || (owner.startsWith("java.time.")
                  && (target.getName().equals("now") || target.getName().startsWith("system"))
                  && target.getFullName().endsWith("()"))
              || target.getFullName().equals("java.util.Random.<init>()");
        });
  }
}
