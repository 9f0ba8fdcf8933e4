package io.signalbox.app.ui;

import io.signalbox.app.ui.feed.Feed;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.preference.KeptWindow;
import io.signalbox.app.ui.preference.Preferences;
import io.signalbox.core.error.SignalboxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The windows of the program, of which each has its own screen, place, pause and dialogs. The core,
 * its snapshots, what is typed and what is remembered are one for all of them. The program ends
 * with the last. On the screen's thread only.
 */
final class ConsoleWindows implements ConsoleWindow.ProgramActs {

  private final Path folder;
  private final Runnable again;
  private final IntConsumer ended;
  private final List<ConsoleWindow> windows = new ArrayList<>();
  private @Nullable Core core;
  private boolean quitting;
  private int status;

  /**
   * What every window is made of.
   *
   * @param feeds a feed for each window, which closes it
   */
  private record Core(UiServices services, Supplier<Feed> feeds) {}

  /**
   * Shows the first one.
   *
   * @param folder what is being opened
   * @param remembered how the windows looked and where they stood
   * @param again opens the folder once more, after a refusal
   * @param ended is told the exit status once the last window is gone: 0 after an orderly end, else
   *     that of the error that was told
   */
  ConsoleWindows(Path folder, Preferences remembered, Runnable again, IntConsumer ended) {
    this.folder = folder;
    this.again = again;
    this.ended = ended;
    show(KeptWindow.open(remembered).getFirst(), null);
  }

  private ConsoleWindow show(KeptWindow kept, @Nullable ConsoleWindow beside) {
    ConsoleWindow window = new ConsoleWindow(folder, kept, beside, again, this::closed);
    windows.add(window);
    return window;
  }

  /** The first one becomes the console, and those that were open with it are opened again. */
  void open(UiServices services, Supplier<Feed> feeds) {
    Core opened = new Core(services, feeds);
    core = opened;
    status = 0;
    if (windows.isEmpty()) {
      return;
    }
    ConsoleWindow first = windows.getFirst();
    List<KeptWindow> kept = KeptWindow.open(services.preferences());
    become(first, opened, kept.getFirst());
    for (KeptWindow each : kept.subList(1, kept.size())) {
      become(show(each, first), opened, each);
    }
    first.stage().toFront();
  }

  private void become(ConsoleWindow window, Core opened, KeptWindow kept) {
    window.open(opened.services(), opened.feeds().get(), kept, this);
  }

  @Override
  public void another(ConsoleWindow beside) {
    Core opened = core;
    if (opened != null) {
      KeptWindow fresh = KeptWindow.fresh(opened.services().preferences());
      become(show(fresh, beside), opened, fresh);
    }
  }

  @Override
  public void quit() {
    quitting = true;
    List.copyOf(windows).forEach(each -> each.stage().hide());
  }

  private void closed(ConsoleWindow window) {
    windows.remove(window);
    if (windows.isEmpty()) {
      ended.accept(status);
    } else if (!quitting) {
      window.forget();
    }
  }

  /** Says in the first one why there is nothing to show. */
  void refuse(SignalboxException e) {
    status = e.code().exitStatus();
    if (!windows.isEmpty()) {
      windows.getFirst().refuse(e);
    }
  }

  /** Those that are open, in the order in which they were opened. */
  List<ConsoleWindow> all() {
    return List.copyOf(windows);
  }
}
