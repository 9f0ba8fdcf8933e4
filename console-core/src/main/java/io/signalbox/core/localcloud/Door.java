package io.signalbox.core.localcloud;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.signalbox.core.localcloud.faults.CallFault;
import io.signalbox.core.localcloud.faults.Faults;
import io.signalbox.core.localcloud.wire.Answer;
import io.signalbox.core.localcloud.wire.Asked;
import io.signalbox.core.localcloud.wire.Refusal;
import io.signalbox.core.localcloud.wire.Service;
import io.signalbox.core.provider.TimeSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * Answers every call of every service: tells which it is, what goes wrong with it and who calls,
 * and has the service carry it out. Thread-safe.
 */
final class Door implements HttpHandler {

  private final Services services;
  private final Authority authority;
  private final Faults faults;
  private final CallLog log;
  private final TimeSource time;

  Door(Services services, Authority authority, Faults faults, CallLog log, TimeSource time) {
    this.services = services;
    this.authority = authority;
    this.faults = faults;
    this.log = log;
    this.time = time;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String requestId = UUID.randomUUID().toString();
      var answer = answer(Incoming.read(exchange), requestId);
      if (answer.isPresent()) {
        send(exchange, requestId, answer.get());
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  /** The answer; empty if the connection is to be closed without one. */
  private Optional<Answer> answer(Incoming incoming, String requestId) throws InterruptedException {
    Service service = services.of(incoming);
    Asked asked;
    try {
      asked = incoming.asked(requestId, time.now());
    } catch (Refusal malformed) {
      return Optional.of(service.refused(malformed, requestId));
    }
    Optional<Faults.Met> met = faults.meet(asked.action(), asked.region());
    if (met.isEmpty()) {
      return Optional.of(logged(asked, carriedOut(incoming, asked, service)));
    }
    CallFault fault = met.get().fault();
    return switch (fault.effect()) {
      case ERROR -> Optional.of(logged(asked, refused(asked, service, error(fault))));
      case LOST_BEFORE -> {
        log.add(asked, "lost-before");
        yield Optional.empty();
      }
      case LOST_AFTER -> {
        log.add(asked, "lost-after " + carriedOut(incoming, asked, service).outcome);
        yield Optional.empty();
      }
      case HANG_BEFORE -> {
        log.add(asked, "hang-before");
        met.get().hang();
        yield Optional.empty();
      }
      case HANG_AFTER -> {
        log.add(asked, "hang-after " + carriedOut(incoming, asked, service).outcome);
        met.get().hang();
        yield Optional.empty();
      }
    };
  }

  /** An answer, and what the log says of it. */
  private record Outcome(Answer answer, String outcome) {}

  private Answer logged(Asked asked, Outcome outcome) {
    log.add(asked, outcome.outcome);
    return outcome.answer;
  }

  private Outcome carriedOut(Incoming incoming, Asked asked, Service service) {
    try {
      String caller = authority.caller(incoming.signature(), service.words(), asked.action());
      if (faults.throttled(asked.action())) {
        var word = service.words().throttled();
        throw word.saying(word.status() == 503 ? "Request limit exceeded." : "Rate exceeded");
      }
      Answer answer = service.answer(asked.by(caller));
      return new Outcome(answer, String.valueOf(answer.status()));
    } catch (Refusal refusal) {
      return refused(asked, service, refusal);
    } catch (RuntimeException broken) {
      return refused(
          asked, service, new Refusal("InternalError", 500, "The local cloud failed: " + broken));
    }
  }

  private static Outcome refused(Asked asked, Service service, Refusal refusal) {
    return new Outcome(
        service.refused(refusal, asked.requestId()), refusal.status() + " " + refusal.code());
  }

  private static Refusal error(CallFault fault) {
    String code = fault.code() == null ? "InternalError" : fault.code();
    String message =
        fault.message() == null ? "An error that the local cloud was told of" : fault.message();
    return new Refusal(code, fault.status() == null ? 500 : fault.status(), message);
  }

  private static void send(HttpExchange exchange, String requestId, Answer answer)
      throws IOException {
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", answer.contentType());
    headers.set("x-amzn-RequestId", requestId);
    exchange.sendResponseHeaders(answer.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
