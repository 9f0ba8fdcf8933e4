package io.signalbox.core.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.provider.aws.launch.LaunchJournal;
import io.signalbox.core.provider.aws.launch.NoteKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notes of launches: changed alone within a folder, and beside those of other folders. */
final class LaunchJournalTest {

  @TempDir Path folder;

  record Note(int number) {}

  private LaunchJournal<Note> in(String provider) {
    return new LaunchJournal<>(folder.resolve(provider), NoteKind.LAUNCH, Note.class);
  }

  @Test
  void aProviderWhoseNotesAreHeldUpHoldsUpNoOther() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch enough = new CountDownLatch(1);
    var slow =
        new FutureTask<>(() ->
            in("slow")
                .change(
                    "key",
                    known -> {
                      held.countDown();
                      await(enough);
                      return new Note(1);
                    }));
    Thread.ofVirtual().start(slow);
    held.await();
    var other = new FutureTask<>(() -> in("other").change("key", known -> new Note(2)));
    Thread.ofVirtual().start(other);
    try {
      assertThat(other.get(20, TimeUnit.SECONDS)).contains(new Note(2));
    } finally {
      enough.countDown();
    }
    assertThat(slow.get()).contains(new Note(1));
  }

  @Test
  void notesOfOneFolderAreChangedOneAfterTheOther() throws Exception {
    Thread[] threads = new Thread[8];
    for (int i = 0; i < threads.length; i++) {
      var step =
          new FutureTask<>(() ->
              in("one").change("key", known -> new Note(known == null ? 1 : known.number() + 1)));
      threads[i] = Thread.ofVirtual().start(step);
    }
    for (Thread each : threads) {
      each.join();
    }
    assertThat(in("one").find("key")).contains(new Note(threads.length));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aNoteThatIsChangedWhileItIsTidiedAwayIsNotLost() throws Exception {
    LaunchJournal<Note> journal = in("tidied");
    journal.change("key", known -> new Note(1));
    Instant now = Instant.now();
    Files.setLastModifiedTime(journal.fileOf("key"), FileTime.from(now.minus(Duration.ofDays(3))));
    var change = new FutureTask<>(() -> journal.change("key", known -> new Note(2)));
    Thread changing = new Thread(change);
    journal.tidy(
        now,
        note -> {
          changing.start();
          while (!change.isDone() && changing.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
          }
          return note.number() == 1;
        });
    assertThat(change.get()).contains(new Note(2));
    assertThat(journal.find("key")).contains(new Note(2));
  }
}
