package io.signalbox.core.request;

/** Getting machines ({@code req-<uuid>}) or giving them back ({@code ret-<uuid>}). */
public enum RequestKind {
  ACQUIRE,
  RETURN
}
