package io.signalbox.core.template.catalog;

/** How a look at the template files takes one that is broken for the first time. */
enum Look {
  /** It is broken, and that is told. */
  FINAL,
  /** It may be half-written: the version before stays until the next regular look. */
  REGULAR,
  /** As {@link #REGULAR}, and it does not count as that look: it comes right behind a change. */
  EARLY
}
