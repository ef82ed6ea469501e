import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import javax.lang.model.element.Modifier;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Compiles the sources named on the command line in memory and writes a jar that runs to standard output: one start of
 * the machine instead of one for javac and one for jar. What the compiler says goes to standard error. Exit code 1: no jar.
 */
public final class Build {
  private static final List<String> OPTIONS =
      List.of("-proc:none", "-nowarn", "-Xlint:none", "-g:source,lines", "-Xmaxerrs", "20");

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(Path path) throws IOException {
      super(URI.create("string:///" + path.getFileName()), Kind.SOURCE);
      text = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPLACE)
          .decode(ByteBuffer.wrap(Files.readAllBytes(path))).toString();
    }

    @Override
    public CharSequence getCharContent(boolean ignored) {
      return text;
    }

    /** A public class may have any name: candidates name classes, not files. */
    @Override
    public boolean isNameCompatible(String name, Kind kind) {
      return kind == Kind.SOURCE;
    }
  }

  private static final class Output extends SimpleJavaFileObject {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Output(String name) {
      super(URI.create("memory:///" + name.replace('.', '/') + ".class"), Kind.CLASS);
    }

    @Override
    public OutputStream openOutputStream() {
      return bytes;
    }
  }

  public static void main(String[] paths) throws IOException {
    PrintStream jar = System.out;
    System.setOut(System.err);
    Map<String, Output> classes = new LinkedHashMap<>();
    List<String> mains = new ArrayList<>();
    if (!compile(paths, classes, mains)) System.exit(1);
    if (mains.isEmpty()) {
      System.err.println("error: no class has a method public static void main(String[] args)");
      System.exit(1);
    }
    write(jar, mains.contains("Main") ? "Main" : mains.get(0), classes);
  }

  private static boolean compile(String[] paths, Map<String, Output> classes, List<String> mains)
      throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    JavaFileManager files =
        new ForwardingJavaFileManager<>(compiler.getStandardFileManager(null, null, null)) {
          @Override
          public JavaFileObject getJavaFileForOutput(
              Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return classes.computeIfAbsent(name, Output::new);
          }
        };
    List<Source> sources = new ArrayList<>();
    for (String path : paths) sources.add(new Source(Path.of(path)));
    JavacTask task = (JavacTask) compiler.getTask(null, files, null, OPTIONS, null, sources);
    task.addTaskListener(
        new TaskListener() {
          @Override
          public void finished(TaskEvent event) {
            if (event.getKind() == TaskEvent.Kind.PARSE) findMains(event.getCompilationUnit(), mains);
          }
        });
    return task.call();
  }

  private static void findMains(CompilationUnitTree unit, List<String> mains) {
    String prefix = unit.getPackageName() == null ? "" : unit.getPackageName() + ".";
    for (Tree type : unit.getTypeDecls()) {
      if (type instanceof ClassTree && hasMain((ClassTree) type)) {
        mains.add(prefix + ((ClassTree) type).getSimpleName());
      }
    }
  }

  private static boolean hasMain(ClassTree type) {
    for (Tree member : type.getMembers()) {
      if (!(member instanceof MethodTree)) continue;
      MethodTree method = (MethodTree) member;
      Set<Modifier> flags = method.getModifiers().getFlags();
      // In an interface every method is public.
      boolean isOpen = flags.contains(Modifier.PUBLIC) || type.getKind() == Tree.Kind.INTERFACE;
      if (method.getName().contentEquals("main") && method.getParameters().size() == 1 && isOpen
          && flags.contains(Modifier.STATIC)) {
        return true;
      }
    }
    return false;
  }

  private static void write(PrintStream out, String main, Map<String, Output> classes) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main);
    try (JarOutputStream jar = new JarOutputStream(out)) {
      jar.setLevel(Deflater.NO_COMPRESSION);
      put(jar, "META-INF/MANIFEST.MF");
      manifest.write(jar);
      for (Map.Entry<String, Output> entry : classes.entrySet()) {
        put(jar, entry.getKey().replace('.', '/') + ".class");
        entry.getValue().bytes.writeTo(jar);
      }
    }
  }

  /** The same source gives the same jar, to the byte: no time of day in it. */
  private static void put(JarOutputStream jar, String name) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(0);
    jar.putNextEntry(entry);
  }
}
