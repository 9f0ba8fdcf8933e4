package io.signalbox.core.localcloud.world;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code ledger.jsonl}: a line for each step, a JSON list of what it changed. A step is
 * written before it is answered, so a process that is killed leaves nothing answered behind; a last
 * line that was cut short is a step that nobody was told of, and is removed at the next start. It
 * is not forced to the disk: it outlives the process, not the machine. One process at a time has it
 * open. Not thread-safe.
 */
final class Ledger implements Closeable {

  static final String FILE = "ledger.jsonl";

  private static final Map<String, Kind<?>> KINDS =
      Stream.of(Kind.MACHINE, Kind.USED, Kind.TAGS, Kind.TEMPLATE, Kind.GROUP)
          .collect(Collectors.toMap(Kind::name, Function.identity()));

  private static final ObjectMapper JSON = JsonMapper.builder().addModule(instants()).build();

  /** One change as it is written. */
  private record Line(
      @Nullable String region,
      @Nullable String kind,
      @Nullable String id,
      @Nullable JsonNode value) {}

  private final FileChannel channel;
  private final FileLock lock;

  private Ledger(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Opens the ledger of a folder, which is made where it is missing, and tells what it has.
   *
   * @throws IOException if it cannot be read or written, if another process has it open, or if a
   *     line other than the last is no step
   */
  static Ledger open(Path folder, Consumer<List<Change>> each) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(FILE);
    var channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            attributes(folder));
    try {
      var ledger = new Ledger(channel, locked(channel, file));
      ledger.replay(file, each);
      return ledger;
    } catch (IOException | RuntimeException failed) {
      channel.close();
      throw failed;
    }
  }

  /** Launch templates may have user data in them: the file is its owner's alone. */
  private static FileAttribute<?>[] attributes(Path folder) throws IOException {
    return Files.getFileStore(folder).supportsFileAttributeView(PosixFileAttributeView.class)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static FileLock locked(FileChannel channel, Path file) throws IOException {
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException inThisProcess) {
      // The same as by another process.
    }
    if (lock == null) {
      throw new IOException(
          file + ": another local cloud has it open; stop that one, or name another folder");
    }
    return lock;
  }

  private void replay(Path file, Consumer<List<Change>> each) throws IOException {
    byte[] all = Files.readAllBytes(file);
    int from = 0;
    int number = 1;
    for (int end = newLine(all, from); end >= 0; end = newLine(all, from)) {
      try {
        each.accept(read(new String(all, from, end - from, StandardCharsets.UTF_8)));
      } catch (JacksonException | IllegalArgumentException broken) {
        throw new IOException(
            file + ":" + number + ": no step of a local cloud; remove the file to begin anew",
            broken);
      }
      from = end + 1;
      number++;
    }
    channel.truncate(from);
    channel.position(from);
  }

  private static int newLine(byte[] all, int from) {
    for (int i = from; i < all.length; i++) {
      if (all[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private static List<Change> read(String line) throws JacksonException {
    Line[] step = JSON.readValue(line, Line[].class);
    if (step == null) {
      throw new IllegalArgumentException("no list");
    }
    return Stream.of(step).map(Ledger::change).toList();
  }

  private static Change change(@Nullable Line line) {
    if (line == null) {
      throw new IllegalArgumentException("no change");
    }
    String region = line.region;
    String name = line.kind;
    String id = line.id;
    Kind<?> kind = name == null ? null : KINDS.get(name);
    if (kind == null || region == null || id == null) {
      throw new IllegalArgumentException("not all of a change");
    }
    JsonNode value = line.value;
    return new Change(
        region,
        kind,
        id,
        value == null || value.isNull() ? null : JSON.convertValue(value, kind.type()));
  }

  /** Writes a step, all of it or nothing. */
  void append(List<Change> changes) throws IOException {
    var lines =
        changes.stream()
            .map(each ->
                new Line(
                    each.region(),
                    each.kind().name(),
                    each.id(),
                    each.value() == null ? null : JSON.valueToTree(each.value())))
            .toList();
    var bytes =
        ByteBuffer.wrap((JSON.writeValueAsString(lines) + "\n").getBytes(StandardCharsets.UTF_8));
    long end = channel.position();
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException failed) {
      takeBack(end, failed);
      throw failed;
    }
  }

  /** What was written of a step that there was no room for: the next one must begin a line. */
  private void takeBack(long end, IOException failed) {
    try {
      channel.truncate(end);
    } catch (IOException e) {
      failed.addSuppressed(e);
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
    channel.close();
  }

  private static SimpleModule instants() {
    return new SimpleModule()
        .addSerializer(
            new StdSerializer<Instant>(Instant.class) {
              private static final long serialVersionUID = 1;

              @Override
              public void serialize(Instant value, JsonGenerator out, SerializerProvider all)
                  throws IOException {
                out.writeString(value.toString());
              }
            })
        .addDeserializer(
            Instant.class,
            new StdDeserializer<Instant>(Instant.class) {
              private static final long serialVersionUID = 1;

              @Override
              public Instant deserialize(JsonParser in, DeserializationContext context)
                  throws IOException {
                return Instant.parse(in.getText());
              }
            });
  }
}
