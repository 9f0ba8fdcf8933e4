package io.signalbox.app.architecture;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ConstantDesc;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The texts that a program's own code says, as its compiled classes have them: what the source
 * breaks into lines is one text here. Annotations are not among them; their texts are those of
 * {@code --help}.
 */
final class ProgramTexts {

  private ProgramTexts() {}

  /** The texts by class, of all classes that were built together with this one. */
  static Map<String, List<String>> besides(Class<?> type) throws IOException, URISyntaxException {
    Path root = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isDirectory(root)) {
      return below(root);
    }
    // A whole build hands over what it has packaged already.
    try (FileSystem jar = FileSystems.newFileSystem(root)) {
      return below(jar.getPath("/"));
    }
  }

  private static Map<String, List<String>> below(Path root) throws IOException {
    Map<String, List<String>> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
        texts.put(
            root.relativize(file).toString(), of(ClassFile.of().parse(Files.readAllBytes(file))));
      }
    }
    return texts;
  }

  private static List<String> of(ClassModel type) {
    List<String> texts = new ArrayList<>();
    for (MethodModel method : type.methods()) {
      method.code().ifPresent(code -> code.forEach(each -> say(each, texts)));
    }
    return texts;
  }

  private static void say(CodeElement element, List<String> texts) {
    switch (element) {
      case ConstantInstruction.LoadConstantInstruction load -> add(load.constantValue(), texts);
      case InvokeDynamicInstruction join when join.name().equalsString("makeConcatWithConstants") ->
          join.bootstrapArgs().forEach(part -> add(part, texts));
      default -> {
        // Says nothing.
      }
    }
  }

  private static void add(ConstantDesc constant, List<String> texts) {
    if (constant instanceof String text) {
      texts.add(text);
    }
  }
}
