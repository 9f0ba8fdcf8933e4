package io.signalbox.core.localcloud.wire;

import io.signalbox.core.localcloud.wire.Service.Word;
import io.signalbox.core.localcloud.wire.Service.Words;
import java.util.function.Consumer;

/**
 * Answers of services that speak the Query protocol as all but EC2 do.
 *
 * @param namespace of the service's documents
 */
public record QueryForm(String namespace) {

  /** How such services say what every service says. */
  public static final Words WORDS =
      new Words(
          new Word("Throttling", 400),
          new Word("AccessDenied", 403),
          new Word("InvalidClientTokenId", 403),
          new Word("ExpiredToken", 403),
          new Word("SignatureDoesNotMatch", 403),
          new Word("MissingAuthenticationToken", 403));

  /** An answer with a result. */
  public Answer result(Asked asked, Consumer<Xml> content) {
    return answer(asked, out -> out.element(asked.action() + "Result", content));
  }

  /** An answer that says no more than that it is done. */
  public Answer done(Asked asked) {
    return answer(asked, out -> {});
  }

  private Answer answer(Asked asked, Consumer<Xml> content) {
    return Answer.xml(
        200,
        Xml.document(
            asked.action() + "Response",
            namespace,
            out -> {
              content.accept(out);
              out.element("ResponseMetadata", data -> data.text("RequestId", asked.requestId()));
            }));
  }

  /** A refusal. */
  public Answer refused(Refusal refusal, String requestId) {
    return Answer.xml(
        refusal.status(),
        Xml.document(
            "ErrorResponse",
            namespace,
            out ->
                out.element(
                        "Error",
                        error ->
                            error
                                .text("Type", refusal.status() < 500 ? "Sender" : "Receiver")
                                .text("Code", refusal.code())
                                .text("Message", refusal.said()))
                    .text("RequestId", requestId)));
  }
}
