package io.signalbox.app.cli.rehearse;

import io.signalbox.app.cli.output.Doc;
import io.signalbox.app.cli.session.CliContext;
import io.signalbox.app.cli.session.Inputs;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.localcloud.LocalCloud;
import io.signalbox.core.localcloud.LocalCloud.Options;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts a cloud to rehearse on; it needs no configuration and opens none. */
@Command(
    name = "rehearse",
    description = "Starts a cloud on this machine, to try a provider with no account.")
public final class RehearseCommand {

  /** Where a provider that is configured once finds it again. */
  private static final int USUAL_PORT = 4590;

  private static final int LAST_PORT = 65_535;
  private static final String REGION = "us-east-1";

  private static final Map<String, String> CREDENTIALS = credentials();

  private final CliContext context;

  public RehearseCommand(CliContext context) {
    this.context = context;
  }

  private static Map<String, String> credentials() {
    var credentials = new LinkedHashMap<String, String>();
    credentials.put("AWS_ACCESS_KEY_ID", "rehearsal");
    credentials.put("AWS_SECRET_ACCESS_KEY", "rehearsal");
    return credentials;
  }

  @Command(
      name = "aws",
      description = {
        "Starts a cloud that speaks the wire of AWS, for this machine alone, until Ctrl-C.",
        "Prints what points a provider at it: its region, its endpoint, and credentials."
      })
  int aws(
      @Option(
              names = "--port",
              paramLabel = "N",
              description = "Where it listens; 0 for any that is free. Default: 4590.")
          @Nullable String port,
      @Option(
              names = "--dir",
              paramLabel = "DIR",
              description =
                  "Where it keeps its machines until the next start. Default: nothing is kept.")
          @Nullable Path folder) {
    var options = Options.usual().port(port == null ? USUAL_PORT : port(port));
    try (var cloud = LocalCloud.start(folder == null ? options : options.folder(folder))) {
      tell(cloud.endpoint(), folder);
      new CountDownLatch(1).await();
      return 0;
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      return 0;
    } catch (BindException refused) {
      throw new SignalboxException(
          ErrorCode.INVALID_STATE,
          "Port %d %s; name another with --port, or 0 for any"
              .formatted(options.port(), whyNot(refused)),
          Map.of("field", "--port", "found", options.port()));
    } catch (FileSystemException failed) {
      throw new SignalboxException(
          ErrorCode.INVALID_STATE,
          "The cloud cannot be started: nothing can be kept in "
              + folder
              + " ("
              + failed
              + "); name another folder with --dir",
          Map.of("field", "--dir", "found", String.valueOf(folder)));
    } catch (IOException failed) {
      throw new SignalboxException(
          ErrorCode.INVALID_STATE,
          "The cloud cannot be started: " + failed.getMessage(),
          Map.of("field", "--dir", "found", String.valueOf(folder)));
    }
  }

  /** Low ports are the system's on many machines. */
  private static String whyNot(BindException refused) {
    String said = String.valueOf(refused.getMessage());
    return said.toLowerCase(Locale.ROOT).contains("permission") ? "may not be used" : "is taken";
  }

  private static int port(String text) {
    int port = Inputs.count(text, "--port", 0);
    if (port > LAST_PORT) {
      throw Inputs.invalid("--port is '" + text + "', expected 0 to " + LAST_PORT, "--port", text);
    }
    return port;
  }

  private void tell(URI endpoint, @Nullable Path folder) {
    context.print(
        Doc.start()
            .put("region", REGION)
            .put("endpoint", endpoint.toString())
            .put("environment", CREDENTIALS)
            .map(),
        () ->
            "\"region\": \""
                + REGION
                + "\",\n\"endpoint\": \""
                + endpoint
                + "\",\n"
                + export()
                + "\n");
    context.streams().out().flush();
    context.note(
        "The first two lines belong into the config of a provider of type aws, the third into the"
            + " shell that signalbox is started from.");
    context.note(
        (folder == null ? "Nothing is kept on disk." : "What is made is kept in " + folder + ".")
            + " "
            + endpoint
            + "/_faults says and changes what goes wrong. Ctrl-C ends it.");
  }

  private static String export() {
    var line = new StringBuilder("export");
    CREDENTIALS.forEach((name, value) -> line.append(' ').append(name).append('=').append(value));
    return line.toString();
  }
}
