package io.signalbox.app.cli;

import io.signalbox.app.cli.hostfactory.HostFactoryVerbs;
import io.signalbox.app.cli.session.CliContext;
import io.signalbox.app.cli.session.GlobalOptions;
import io.signalbox.app.cli.window.WindowStart;
import io.signalbox.core.error.SignalboxException;
import java.nio.file.InvalidPathException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A Host Factory verb, {@code --version} or the window, read without setting the command line up,
 * which would take longer than the verb does and keep the window's first frame waiting. It knows
 * the options such calls have, each with a plain value and at most once; whatever else is typed,
 * help and mistakes among it, is the whole command line's, so that nobody can tell which of the two
 * has read a call.
 */
final class ShortCall {

  private final CliContext context;
  private final GlobalOptions options = new GlobalOptions();
  private HostFactoryVerbs.@Nullable Verb verb;
  private boolean version;

  private ShortCall(CliContext context) {
    this.context = context;
  }

  /** The call that was typed; null where the whole command line has to read it. */
  static @Nullable ShortCall of(List<String> words, CliContext context) {
    ShortCall call = new ShortCall(context);
    if (!call.reads(words) || (call.version && call.verb != null)) {
      return null;
    }
    context.use(call.options);
    context.answerPrograms(call.verb != null);
    return call;
  }

  private boolean reads(List<String> words) {
    Set<String> given = new HashSet<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (!word.startsWith("-")) {
        HostFactoryVerbs.Verb named = HostFactoryVerbs.named(word, context);
        if (verb != null || named == null) {
          return false;
        }
        verb = named;
        continue;
      }
      int sign = word.startsWith("--") ? word.indexOf('=') : -1;
      String name = sign < 0 ? word : word.substring(0, sign);
      if (!given.add(name.equals("-q") ? "--quiet" : name)) {
        return false;
      }
      if (sign < 0 && flag(name)) {
        continue;
      }
      String value = sign >= 0 ? word.substring(sign + 1) : ++i < words.size() ? words.get(i) : "";
      if (!isPlain(value) || !takes(name, value)) {
        return false;
      }
    }
    return true;
  }

  private boolean flag(String name) {
    if (name.equals("--version")) {
      version = true;
      return true;
    }
    return options.flag(name);
  }

  private boolean takes(String name, String value) {
    try {
      return options.take(name, value) || (verb != null && verb.take(name, value));
    } catch (InvalidPathException e) {
      // told by the whole command line
      return false;
    }
  }

  /** Standard input's sign, or what looks like no option. */
  private static boolean isPlain(String value) {
    return value.equals("-") || !(value.isEmpty() || value.startsWith("-"));
  }

  /** Answers, or opens the window; an error is told as the whole command line tells it. */
  int run() {
    HostFactoryVerbs.Verb asked = verb;
    if (version) {
      context.streams().out().println("signalbox " + ProgramVersion.text());
      return 0;
    }
    if (asked == null) {
      return new WindowStart(context).run();
    }
    try {
      return asked.call();
    } catch (SignalboxException e) {
      return context.failOnWire(e);
    } catch (RuntimeException | Error e) {
      return context.failOnWire(CommandLineProgram.translate(e));
    }
  }

  /** Null for the version and for the window. */
  HostFactoryVerbs.@Nullable Verb verb() {
    return verb;
  }

  boolean isVersion() {
    return version;
  }

  boolean isWindow() {
    return verb == null && !version;
  }

  GlobalOptions options() {
    return options;
  }
}
