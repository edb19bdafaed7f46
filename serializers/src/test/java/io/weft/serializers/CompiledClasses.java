package io.weft.serializers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** One version of a program's classes, compiled from their sources. */
final class CompiledClasses extends ClassLoader {

    private final Map<String, byte[]> classFiles = new HashMap<>();

    /** @param sources by the names of their classes */
    CompiledClasses(Map<String, String> sources) {
        super(CompiledClasses.class.getClassLoader());
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<JavaFileObject> files = new ArrayList<>();
        sources.forEach((name, source) -> files.add(new Source(name, source)));
        StringBuilder problems = new StringBuilder();
        Boolean compiled = compiler.getTask(
                        null,
                        new InMemory(compiler.getStandardFileManager(null, null, null)),
                        problem -> problems.append(problem).append('\n'),
                        List.of("-proc:none", "-Xlint:none", "-cp", System.getProperty("java.class.path")),
                        null,
                        files)
                .call();
        if (!compiled) {
            throw new IllegalArgumentException(problems.toString());
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] file = classFiles.get(name);
        if (file == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, file, 0, file.length);
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
        InMemory(JavaFileManager manager) {
            super(manager);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("bytes:///" + className), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return new ByteArrayOutputStream() {
                        @Override
                        public void close() throws IOException {
                            super.close();
                            classFiles.put(className, toByteArray());
                        }
                    };
                }
            };
        }
    }
}
