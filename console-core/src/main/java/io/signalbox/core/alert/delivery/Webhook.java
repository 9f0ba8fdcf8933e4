package io.signalbox.core.alert.delivery;

import io.signalbox.core.alert.AlertSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Posts a document. No redirection is followed, nothing of an answer is read but its status, and
 * the address is told to nobody: what comes after the host is often a secret.
 */
final class Webhook implements Channel {

  private static final int OK = 200;
  private static final int REDIRECT = 300;

  private final AlertSettings.Webhook settings;
  // Made when it is first needed: most consoles have no webhook. Guarded by this.
  private @Nullable HttpClient client;

  Webhook(AlertSettings.Webhook settings) {
    this.settings = settings;
  }

  @Override
  public void send(Message message) throws NotDelivered, InterruptedException {
    URI address = URI.create(settings.url());
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(settings.timeout())
            .header("Content-Type", "application/json")
            .header("User-Agent", "signalbox")
            .POST(HttpRequest.BodyPublishers.ofString(message.json()))
            .build();
    int status;
    // The time is up to the status: an answer whose body never ends is let go there.
    try {
      HttpResponse<InputStream> answer =
          client().send(request, HttpResponse.BodyHandlers.ofInputStream());
      status = answer.statusCode();
      answer.body().close();
    } catch (HttpTimeoutException e) {
      throw new NotDelivered(
          address.getHost() + " did not answer within " + settings.timeout().toMillis() + " ms", e);
    } catch (IOException e) {
      throw new NotDelivered(
          address.getHost() + " could not be reached (" + e.getClass().getSimpleName() + ")", e);
    }
    if (status < OK || status >= REDIRECT) {
      throw new NotDelivered(address.getHost() + " answered with status " + status);
    }
  }

  private synchronized HttpClient client() {
    HttpClient made = client;
    if (made == null) {
      made =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NEVER)
              .connectTimeout(settings.timeout())
              .build();
      client = made;
    }
    return made;
  }
}
