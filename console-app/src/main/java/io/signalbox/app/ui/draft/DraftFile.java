package io.signalbox.app.ui.draft;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.core.file.InputFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The file drafts are kept in: its owner's alone, always whole. Stateless; blocks. */
final class DraftFile {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<LinkedHashMap<String, Map<String, String>>> FORMS =
      new TypeReference<>() {};

  /** Drafts are what was typed by hand. */
  private static final long MOST_BYTES = 16L * 1024 * 1024;

  private DraftFile() {}

  /**
   * State folders may be shared, so the file's name tells whose configuration it is.
   *
   * @param name what is kept in it
   * @param of what else tells it apart; empty for nothing
   */
  static Path of(String name, Path stateFolder, Path configFolder, String of) {
    Path folder;
    try {
      folder = configFolder.toRealPath();
    } catch (IOException e) {
      folder = configFolder.toAbsolutePath().normalize();
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(
                  (of.isEmpty() ? folder.toString() : folder + "\n" + of)
                      .getBytes(StandardCharsets.UTF_8));
      return stateFolder.resolve(name + "-" + HexFormat.of().formatHex(hash, 0, 6) + ".json");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Empty where there is no file. */
  static Map<String, Map<String, String>> read(Path file) throws IOException {
    try {
      Map<String, Map<String, String>> read =
          JSON.readValue(InputFile.read(file, MOST_BYTES), FORMS);
      if (read == null) {
        throw new IOException("it holds nothing");
      }
      // What a hand wrote there may be no text.
      read.values().removeIf(Objects::isNull);
      read.values().forEach(each -> each.values().removeIf(Objects::isNull));
      return read;
    } catch (NoSuchFileException e) {
      return new LinkedHashMap<>();
    }
  }

  /** Puts a file that cannot be read out of the way; what it holds may still be mended by hand. */
  static Path putAside(Path file) throws IOException {
    Path aside = file.resolveSibling(file.getFileName() + ".unreadable");
    Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
    return aside;
  }

  /** Replaces the file at once; without a form there is none. */
  static void write(Path file, Map<String, Map<String, String>> forms) throws IOException {
    if (forms.isEmpty()) {
      Files.deleteIfExists(file);
      return;
    }
    // A temporary file is its owner's alone from the start, and so is what it becomes.
    Path fresh = Files.createTempFile(file.getParent(), ".kept", ".new");
    try {
      Files.write(fresh, JSON.writeValueAsBytes(forms));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
