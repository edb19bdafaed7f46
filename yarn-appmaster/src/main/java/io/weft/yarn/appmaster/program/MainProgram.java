package io.weft.yarn.appmaster.program;

import io.weft.model.graph.UserJar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A main method that the ApplicationMaster runs.
 *
 * @param jar the user's, present in the working directory of every container under its {@link #localName}
 */
public record MainProgram(String className, List<String> arguments, UserJar jar) {

    private static final String ARGUMENT = "argument.";

    public MainProgram {
        Objects.requireNonNull(className, "className");
        arguments = List.copyOf(arguments);
        Objects.requireNonNull(jar, "jar");
    }

    /** What a user's jar is called in a container's working directory. */
    public static String localName(UserJar jar) {
        return jar.sha256() + ".jar";
    }

    Map<String, String> toMap() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("class", className);
        values.put("jar.name", jar.name());
        values.put("jar.uri", jar.uri());
        values.put("jar.sizeBytes", Long.toString(jar.sizeBytes()));
        values.put("jar.sha256", jar.sha256());
        for (int i = 0; i < arguments.size(); i++) {
            values.put(ARGUMENT + i, arguments.get(i));
        }
        return values;
    }

    static MainProgram fromMap(Map<String, String> values) {
        List<String> arguments = new ArrayList<>();
        for (String next = values.get(ARGUMENT + 0); next != null; next = values.get(ARGUMENT + arguments.size())) {
            arguments.add(next);
        }
        UserJar jar = new UserJar(
                values.get("jar.name"),
                values.get("jar.uri"),
                Long.parseLong(values.get("jar.sizeBytes")),
                values.get("jar.sha256"));
        return new MainProgram(values.get("class"), arguments, jar);
    }
}
