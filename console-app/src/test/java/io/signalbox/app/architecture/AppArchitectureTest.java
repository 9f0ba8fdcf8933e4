package io.signalbox.app.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.signalbox.app.Main;
import io.signalbox.core.Signalbox;
import io.signalbox.core.query.Query;
import io.signalbox.core.request.service.RequestService;
import io.signalbox.core.template.catalog.TemplateCatalog;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every arrow of the front ends: among themselves, to the core, to the screen. */
final class AppArchitectureTest {

  private static final String APP = "io.signalbox.app";
  private static final String CORE = "io.signalbox.core";
  private static final String SAMPLE = "io.signalbox.sample";

  private static final String[] SCREEN = {
    "javafx..",
    "com.sun.javafx..",
    "org.controlsfx..",
    "impl.org.controlsfx..",
    "io.fair_acc..",
    "atlantafx..",
    "org.kordamp.."
  };

  private static final String[] CONTROLS = {
    "javafx.scene..",
    "javafx.stage..",
    "javafx.fxml..",
    "org.controlsfx..",
    "impl.org.controlsfx..",
    "io.fair_acc..",
    "atlantafx..",
    "org.kordamp.."
  };

  /** It stands beside the engine and is no part of it. */
  private static final String LOCAL_CLOUD = CORE + ".localcloud";

  /** What comes in and goes out passes these on either side; they know nothing of a folder. */
  private static final Set<String> GATES =
      Set.of(
          CORE + ".config.source.SourceReader",
          CORE + ".log.Secrets",
          CORE + ".log.Traced",
          CORE + ".log.VisibleJson",
          CORE + ".log.VisibleText",
          // Begins to load classes, before there is a folder.
          CORE + ".LoadAhead");

  private static JavaClasses app = new ClassFileImporter().importClasses();
  private static JavaClasses core = new ClassFileImporter().importClasses();

  @BeforeAll
  static void readClasses() {
    app = classesBeside(Main.class);
    core = classesBeside(Signalbox.class);
    assertThat(app).as("classes of the app").hasSizeGreaterThan(20);
    assertThat(core).as("classes of the core").hasSizeGreaterThan(50);
  }

  private static JavaClasses classesBeside(Class<?> type) {
    var place = type.getProtectionDomain().getCodeSource().getLocation();
    return new ClassFileImporter().importUrl(place);
  }

  @Test
  void frontEndsSpeakCommandsQueriesAndEvents() {
    Set<String> vocabulary = Vocabulary.of(core);
    assertThat(vocabulary)
        .as("the vocabulary")
        .contains(Query.ShowTemplate.class.getName())
        .doesNotContain(RequestService.class.getName(), TemplateCatalog.class.getName());
    noClasses()
        .that()
        .resideOutsideOfPackage(SAMPLE + "..")
        .should()
        .dependOnClassesThat(inCoreBut(vocabulary))
        .because(
            "front ends use commands, queries, events and the records reachable from them, never a"
                + " service of the core")
        .check(app);
  }

  @Test
  void onlyARehearsalStartsTheLocalCloud() {
    noClasses()
        .that()
        .resideOutsideOfPackage(APP + ".cli.rehearse")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(LOCAL_CLOUD + "..")
        .because("everybody else meets it over the wire, as they would meet AWS")
        .check(app);
  }

  @Test
  void samplesCanBeCopiedIntoAJarOfTheirOwn() {
    classes()
        .that()
        .resideInAPackage(SAMPLE + "..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            SAMPLE + "..",
            CORE + ".routing.selection",
            CORE + ".provider",
            "java..",
            "org.jspecify..")
        .because("a plug-in needs what its interface names and nothing else")
        .check(app);
    noClasses()
        .that()
        .resideOutsideOfPackage(SAMPLE + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(SAMPLE + "..")
        .because("a plug-in is found by its name, never called by it")
        .check(app);
  }

  @Test
  void frontEndsNeverTouchTheStore() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(CORE + ".store..", "java.sql..", "org.sqlite..")
        .because("the store is opened by the core's root alone")
        .check(app);
  }

  @Test
  void onlyTheWindowTouchesJavaFx() {
    noClasses()
        .that()
        .resideOutsideOfPackage(APP + ".ui..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(SCREEN)
        .because("a verb runs on a machine without a display and must not load a toolkit")
        .check(app);
  }

  @Test
  void onlyTheLogKnowsLogback() {
    noClasses()
        .that()
        .resideOutsideOfPackage(APP + ".log")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ch.qos.logback..")
        .because("everything else writes to SLF4J, as the core does")
        .check(app);
  }

  @Test
  void logAndKeychainKnowNoFrontEnd() {
    noClasses()
        .that()
        .resideInAnyPackage(APP + ".log", APP + ".keychain")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(APP, APP + ".cli..", APP + ".ui..", APP + ".report..")
        .because("window and command line use them alike")
        .check(app);
  }

  @Test
  void viewModelsKnowNoControl() {
    noClasses()
        .that()
        .haveNameMatching(".*ViewModel(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(CONTROLS)
        .because("a view-model is tested without a scene")
        .check(app);
  }

  @Test
  void viewModelsKnowNoView() {
    noClasses()
        .that()
        .haveNameMatching(".*ViewModel(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(APP.replace(".", "\\.") + "\\.ui\\..*View(\\$.*)?")
        .because("the view watches the view-model, never the other way round")
        .check(app);
  }

  @Test
  void onlyTheCommandLineParsesArguments() {
    noClasses()
        .that()
        .resideOutsideOfPackage(APP + ".cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("picocli..")
        .because("the window must not pay for the command line, nor know it")
        .check(app);
  }

  @Test
  void theWindowDoesNotKnowTheCommandLine() {
    noClasses()
        .that()
        .resideInAPackage(APP + ".ui..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(APP, APP + ".cli..")
        .because("the command line opens the window; what both need belongs to the core")
        .check(app);
  }

  @Test
  void windowTellsEveryTimeInTheZoneThatSettingsSays() {
    noClasses()
        .that()
        .resideInAPackage(APP + ".ui..")
        .and()
        .haveNameNotMatching(".*\\.control\\.Units(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(DateTimeFormatter.class, LocalDate.class)
        .because("Activity told UTC whatever was chosen; texts of times are made by Units")
        .check(app);
  }

  @Test
  void mainIsNoApplication() {
    classes()
        .that()
        .haveFullyQualifiedName(Main.class.getName())
        .should()
        .notBeAssignableTo("javafx.application.Application")
        .because("the launcher refuses such a class on the class path")
        .check(app);
  }

  @Test
  void packagesFormNoCycle() {
    // Each package for itself, those within others too.
    slices()
        .matching("io.signalbox.(**)")
        .should()
        .beFreeOfCycles()
        .because("what is in a room can be read, changed or left out without what uses it")
        .check(app);
  }

  @Test
  void groupsOfVerbsKnowNoRootCommand() {
    noClasses()
        .that()
        .resideInAPackage(APP + ".cli.*..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(APP + ".cli")
        .because("the root names the groups; a group is handed what it works with")
        .check(app);
  }

  @Test
  void whatVerbsShareKnowsNoVerb() {
    noClasses()
        .that()
        .resideInAnyPackage(APP + ".cli.session", APP + ".cli.output")
        .should()
        .dependOnClassesThat(
            resideInAPackage(APP + ".cli..")
                .and(not(resideInAnyPackage(APP + ".cli.session", APP + ".cli.output"))))
        .because("input and output are the same for every verb")
        .check(app);
  }

  @Test
  void roomsOfRoutingUseThoseBelowThem() {
    String routing = APP + ".ui.routing";
    roomsFromBelow(routing, "editing", "strategies", "preview", "decisions", "applying");
    noClasses()
        .that()
        .resideOutsideOfPackage(routing + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(routing + ".*..")
        .because("other screens see a screen, never its rooms")
        .check(app);
  }

  @Test
  void roomsOfTracksUseThoseBelowThem() {
    String tracks = APP + ".ui.tracks";
    roomsFromBelow(tracks, "model", "layout", "diagram", "panel");
    noClasses()
        .that()
        .resideOutsideOfPackage(tracks + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(tracks + ".*..")
        .because("other screens see a screen, never its rooms")
        .check(app);
  }

  /** Each room uses those before it alone; the package around them joins them. */
  private static void roomsFromBelow(String around, String... rooms) {
    for (int i = 0; i < rooms.length; i++) {
      List<String> above = new ArrayList<>(List.of(around));
      for (int j = i + 1; j < rooms.length; j++) {
        above.add(around + "." + rooms[j] + "..");
      }
      noClasses()
          .that()
          .resideInAPackage(around + "." + rooms[i] + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(above.toArray(String[]::new))
          .because("a room is read without those above it")
          .check(app);
    }
    assertThat(app.stream().map(JavaClass::getPackageName).filter(each -> each.startsWith(around)))
        .as("rooms have their place in the order")
        .allMatch(each -> each.equals(around) || List.of(rooms).contains(roomOf(around, each)));
  }

  private static String roomOf(String around, String name) {
    return name.substring(around.length() + 1).replaceAll("\\..*", "");
  }

  @Test
  void everyPackageSaysWhatMayBeNull() {
    for (JavaClass type : app) {
      assertThat(type.getPackage().isAnnotatedWith(NullMarked.class))
          .as("@NullMarked in package-info of %s", type.getPackageName())
          .isTrue();
    }
  }

  private static DescribedPredicate<JavaClass> inCoreBut(Set<String> vocabulary) {
    return describe(
        "belong to the core but not to its vocabulary",
        type ->
            type.getPackageName().startsWith(CORE)
                && !type.getPackageName().equals(CORE + ".error")
                && !type.getPackageName().equals(CORE + ".file")
                && !type.getPackageName().equals(LOCAL_CLOUD)
                && !GATES.contains(type.getName().split("\\$", 2)[0])
                && !vocabulary.contains(type.getBaseComponentType().getName()));
  }
}
