package io.signalbox.app.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.NopStatusListener;

/**
 * Starts the program's Logback with nothing attached: it looks for no configuration file, which
 * would cost start time, and prints nothing, since standard output belongs to results. Found
 * through {@link java.util.ServiceLoader}.
 */
public final class QuietStart extends ContextAwareBase implements Configurator {

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    // Without a listener Logback looks for warnings of its own and sets up printing them for that.
    context.getStatusManager().add(new NopStatusListener());
    levels(context);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  static void levels(LoggerContext context) {
    context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.DEBUG);
    // Libraries tell their own story at DEBUG, some with all they send; ours is what people asked
    // for.
    for (String library :
        new String[] {"org", "com", "javafx", "ch", "io.fair_acc", "net", "picocli", "software"}) {
      context.getLogger(library).setLevel(Level.WARN);
    }
  }
}
