import java.io.IOException;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * Gives the classes of libraries that are compiled for Java 5 and earlier the class file version of
 * Java 8, with the stack maps it asks for. The AOT cache takes no class older than Java 6, and
 * picocli, which every verb begins with, is one: that alone is a fifth of a verb's start.
 */
final class OldLibraries {

  private static final int FIRST_WITH_STACK_MAPS = 50;
  private static final int MODERN = ClassFile.JAVA_8_VERSION;

  private OldLibraries() {}

  /** Renews the jars of a folder that need it, in place; a signed one is left alone. */
  static void renew(Path folder) throws IOException {
    List<Path> jars;
    try (var files = Files.list(folder)) {
      jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
    for (var jar : jars) {
      if (isOld(jar)) {
        renewJar(jar);
      }
    }
  }

  private static boolean isOld(Path file) throws IOException {
    try (var jar = new JarFile(file.toFile())) {
      var old = false;
      for (var entry : (Iterable<JarEntry>) jar.stream()::iterator) {
        if (entry.getName().startsWith("META-INF/") && entry.getName().endsWith(".SF")) {
          return false;
        }
        if (!old && isClass(entry)) {
          try (var in = jar.getInputStream(entry)) {
            old = majorVersion(in.readNBytes(8)) < FIRST_WITH_STACK_MAPS;
          }
        }
      }
      return old;
    }
  }

  private static void renewJar(Path file) throws IOException {
    var renewed = file.resolveSibling(file.getFileName() + ".new");
    try (var jar = new JarFile(file.toFile());
        var loader = new URLClassLoader(new URL[] {file.toUri().toURL()});
        var out = new JarOutputStream(Files.newOutputStream(renewed))) {
      var resolver =
          ClassHierarchyResolver.ofResourceParsing(loader)
              .orElse(ClassHierarchyResolver.defaultResolver());
      var classFile =
          ClassFile.of(
              ClassFile.ClassHierarchyResolverOption.of(resolver),
              ClassFile.StackMapsOption.GENERATE_STACK_MAPS);
      for (var entry : new ArrayList<>(jar.stream().toList())) {
        byte[] bytes;
        try (var in = jar.getInputStream(entry)) {
          bytes = in.readAllBytes();
        }
        var copy = new JarEntry(entry.getName());
        copy.setTime(entry.getTime());
        out.putNextEntry(copy);
        out.write(
            isClass(entry) && majorVersion(bytes) < FIRST_WITH_STACK_MAPS
                ? renew(classFile, classFile.parse(bytes))
                : bytes);
        out.closeEntry();
      }
    }
    Files.move(renewed, file, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Building a method's code anew makes its stack map. */
  private static byte[] renew(ClassFile classFile, ClassModel old) {
    return classFile.build(
        old.thisClass().asSymbol(),
        newer -> {
          for (ClassElement element : old) {
            switch (element) {
              case ClassFileVersion version -> newer.withVersion(MODERN, 0);
              case MethodModel method ->
                  newer.transformMethod(
                      method,
                      (to, part) -> {
                        if (part instanceof CodeModel code) {
                          to.withCode(builder -> code.forEach(builder));
                        } else {
                          to.with(part);
                        }
                      });
              default -> newer.with(element);
            }
          }
        });
  }

  private static boolean isClass(JarEntry entry) {
    return entry.getName().endsWith(".class") && !entry.getName().endsWith("module-info.class");
  }

  private static int majorVersion(byte[] classFile) {
    return ByteBuffer.wrap(classFile).getShort(6);
  }
}
