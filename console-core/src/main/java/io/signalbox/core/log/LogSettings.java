package io.signalbox.core.log;

import java.nio.file.Path;

/**
 * What an open folder says of the log, as it was read when the folder was opened.
 *
 * @param stateFolder where the folder's state is, and a log of its own belongs
 * @param level the least level kept: {@code HF_LOG_LEVEL} of the environment, else {@code
 *     logging.level}, else DEBUG with {@code debug} and INFO without
 */
public record LogSettings(Path stateFolder, LogLevel level) {}
