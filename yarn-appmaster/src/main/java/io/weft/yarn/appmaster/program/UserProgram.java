package io.weft.yarn.appmaster.program;

import io.weft.model.code.UserClassLoader;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** A job's jar and the main method in it. */
public final class UserProgram implements AutoCloseable {

    private final Path jar;
    private final String mainClassName;
    private final UserClassLoader classLoader;

    private UserProgram(Path jar, String mainClassName, UserClassLoader classLoader) {
        this.jar = jar;
        this.mainClassName = mainClassName;
        this.classLoader = classLoader;
    }

    /**
     * @param mainClass the class given on the command line, or null for the one that the jar names
     * @throws ProgramException if there is no such jar, or it names no class
     */
    public static UserProgram open(Path jar, String mainClass) {
        if (!Files.isRegularFile(jar)) {
            throw new ProgramException(
                    "There is no file " + jar.toAbsolutePath() + ". Give the path of the job's jar.");
        }
        Optional<String> named = mainClassOf(jar);
        String name = mainClass != null
                ? mainClass
                : named.orElseThrow(
                        () -> new ProgramException(
                                jar
                                        + " names no main class. Give one with -c, or build the jar with a Main-Class in its manifest."));
        try {
            UserClassLoader loader =
                    new UserClassLoader(List.of(jar.toUri().toURL()), UserProgram.class.getClassLoader());
            return new UserProgram(jar, name, loader);
        } catch (MalformedURLException e) {
            throw new ProgramException("The path of the jar cannot be used: " + jar, e);
        }
    }

    private static Optional<String> mainClassOf(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            Attributes attributes = manifest == null ? new Attributes() : manifest.getMainAttributes();
            for (String key : List.of("program-class", "Main-Class")) {
                if (attributes.getValue(key) != null) {
                    return Optional.of(attributes.getValue(key).strip());
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new ProgramException(
                    jar + " is not a jar, or is damaged (" + e.getMessage() + "). Build or copy it again.", e);
        }
    }

    public String mainClassName() {
        return mainClassName;
    }

    public Path jar() {
        return jar;
    }

    /**
     * Runs the main method on this thread, with the user's class loader as the thread's. {@code System.exit} ends the method, not the
     * process.
     *
     * @return how it ended, in words that follow "main of X"
     * @throws ProgramException if there is no such method
     * @throws InvocationTargetException holding what the user's code threw
     */
    public String runMain(List<String> arguments) throws InvocationTargetException {
        Method main = mainMethod();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(classLoader);
        try {
            main.invoke(null, (Object) arguments.toArray(String[]::new));
            return "returned";
        } catch (InvocationTargetException e) {
            StackTraceElement exit = UserClassLoader.exitCall(e.getCause()).orElseThrow(() -> e);
            return "called System.exit (" + exit.getFileName() + ":" + exit.getLineNumber() + ")";
        } catch (IllegalAccessException e) {
            throw new ProgramException(
                    "The main method of " + mainClassName + " is not accessible. Make the class public.", e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /**
     * What is wrong with a program that ran no job.
     *
     * @param end how its main method ended, from {@link #runMain}
     */
    public String describeNoJob(String end) {
        return "main of " + mainClassName + " " + end
                + " without running a job. Call execute() on the StreamExecutionEnvironment.";
    }

    /** @throws ProgramException if there is no main method that could be run */
    public void checkMain() {
        mainMethod();
    }

    private Method mainMethod() {
        try {
            Method main = Class.forName(mainClassName, false, classLoader).getDeclaredMethod("main", String[].class);
            if (!Modifier.isStatic(main.getModifiers()) || !Modifier.isPublic(main.getModifiers())) {
                throw new ProgramException("main(String[]) of " + mainClassName + " is not public and static.");
            }
            main.setAccessible(true); // the class itself need not be public
            return main;
        } catch (ClassNotFoundException e) {
            throw new ProgramException(
                    "There is no class " + mainClassName + " in " + jar + ". Check the name given with -c.", e);
        } catch (NoSuchMethodException e) {
            throw new ProgramException(
                    mainClassName + " has no main(String[]). Give the class that has it with -c.", e);
        } catch (LinkageError e) {
            throw new ProgramException(
                    mainClassName + " cannot be loaded: " + e
                            + ". Its jar must hold all classes it needs besides Weft's API.",
                    e);
        }
    }

    /** Loads the user's classes. */
    public ClassLoader classLoader() {
        return classLoader;
    }

    @Override
    public void close() throws IOException {
        classLoader.close();
    }
}
