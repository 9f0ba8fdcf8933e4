package io.signalbox.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InputFileTest {

  @TempDir Path folder;

  @Test
  void aFileIsReadUpToItsLimit() throws IOException {
    Path file = Files.write(folder.resolve("f"), new byte[10]);
    assertThat(InputFile.read(file, 10)).hasSize(10);
    assertThatThrownBy(() -> InputFile.read(file, 9))
        .isInstanceOf(InputFile.TooLarge.class)
        .hasMessageContaining("10 bytes; at most 9 are read");
  }

  @Test
  void aPipeIsRefusedAndNotWaitedFor() throws Exception {
    Path pipe = Pipes.make(folder.resolve("pipe"));
    assertThatThrownBy(() -> InputFile.read(pipe, 10))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("no regular file");
    Path link = Files.createSymbolicLink(folder.resolve("link"), pipe);
    assertThatThrownBy(() -> InputFile.checkRegular(link)).isInstanceOf(FileSystemException.class);
  }

  @Test
  void aDeviceWithoutAnEndIsRefused() {
    Path zero = Path.of("/dev/zero");
    assumeTrue(Files.exists(zero));
    assertThatThrownBy(() -> InputFile.read(zero, 10)).hasMessageContaining("no regular file");
  }

  @Test
  void aFileThatIsMadeWhileItIsReadIsRefusedAndOneThatIsEmptyIsNot() throws IOException {
    Path made = Path.of("/proc/self/status");
    assumeTrue(Files.isRegularFile(made));
    assertThatThrownBy(() -> InputFile.read(made, 10_000))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("/proc/self/status")
        .hasMessageContaining("'proc'");
    assertThat(InputFile.read(Files.createFile(folder.resolve("empty")), 10)).isEmpty();
  }

  @Test
  void aFolderIsCalledOne() {
    assertThatThrownBy(() -> InputFile.read(folder, 10)).hasMessageContaining("it is a folder");
  }

  @Test
  void whatIsMadeIsItsUsersAlone() throws IOException {
    Path deep = folder.resolve("a/b");
    PrivateFiles.makeFolder(deep);
    PrivateFiles.makeFile(deep.resolve("f"));
    assertThat(mode(folder.resolve("a"))).isEqualTo("rwx------");
    assertThat(mode(deep)).isEqualTo("rwx------");
    assertThat(mode(deep.resolve("f"))).isEqualTo("rw-------");
  }

  @Test
  void aFileThatOthersCouldReadIsTakenFromThem() throws IOException {
    Path file = Files.createFile(folder.resolve("old"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    PrivateFiles.makeFile(file);
    assertThat(mode(file)).isEqualTo("rw-------");
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
