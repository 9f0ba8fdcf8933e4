package io.signalbox.core.config;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The settings of the log, which all of a process writes to, as {@link EverySettingTest} has it.
 */
@Isolated("a process has one log")
class LogSettingsTest {

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> aChangedValueChangesTheLog() {
    return WholeFolderProofs.acts().stream()
        .filter(each -> WholeFolderProofs.isOfTheLog(lastWord(each.path())))
        .map(each ->
            DynamicTest.dynamicTest(each.path(), () -> EverySettingTest.acts(folder, each)));
  }

  @TestFactory
  Stream<DynamicTest> whatHasNoEffectIsToldAndHasNone() {
    return WholeFolderProofs.idle().stream()
        .filter(each -> WholeFolderProofs.isOfTheLog(each.key()))
        .map(each ->
            DynamicTest.dynamicTest(
                each.key() + " " + each.idle(), () -> EverySettingTest.idle(folder, each)));
  }

  private static String lastWord(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }
}
