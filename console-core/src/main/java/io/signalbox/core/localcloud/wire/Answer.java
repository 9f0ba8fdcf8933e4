package io.signalbox.core.localcloud.wire;

/**
 * What goes back.
 *
 * @param status of HTTP
 * @param contentType with its character set
 * @param body the text, sent as UTF-8
 */
public record Answer(int status, String contentType, String body) {

  /** XML. */
  public static Answer xml(int status, String body) {
    return new Answer(status, "text/xml;charset=UTF-8", body);
  }

  /** JSON as AWS's JSON 1.1 services send it. */
  public static Answer json(int status, String body) {
    return new Answer(status, "application/x-amz-json-1.1", body);
  }
}
