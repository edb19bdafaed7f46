package io.weft.api.config;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a job says about how values of a class are serialized: one entry of {@link PipelineOptions#SERIALIZATION_CONFIG}. Classes are known
 * by name, for the settings travel to places where the job's jar is not at hand.
 *
 * @param type the class of the values
 * @param serializer a Kryo serializer's class; null if the kind has none
 */
public record SerializerRegistration(String type, Kind kind, String serializer) implements Serializable {

    /** What a registration is for. Those of one class and kind replace each other. */
    public enum Kind {
        /** Kryo writes a number in place of the class's name. */
        POJO("type: pojo"),
        /** Kryo writes a number in place of the class's name, and takes the serializer if one is given. */
        KRYO("type: kryo"),
        /** Kryo takes the serializer for the class and what is derived from it. */
        KRYO_DEFAULT("type: kryo, kryo-type: default"),
        /** An older version of the program had the class. Its number stays taken; only snapshots of state say so. */
        GONE("type: gone");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    private static final Pattern ENTRY =
            Pattern.compile("[\\s,;\\[\\]{}]*([\\w.$]+)\\s*[:=]\\s*\\{([^{}]*)}[\\s;\\]}]*");

    static final OptionType<List<SerializerRegistration>> LIST = new OptionType<>(
            "a list such as [org.example.A: {type: pojo}, org.example.B: {type: kryo},"
                    + " org.example.C: {type: kryo, kryo-type: registered, class: org.example.CSerializer}],"
                    + " where kryo-type is registered or default",
            SerializerRegistration::parse,
            SerializerRegistration::format);

    public SerializerRegistration {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(kind, "kind");
    }

    /** The list with this in it, in place of one of the same class and kind, or at the end. */
    List<SerializerRegistration> addTo(List<SerializerRegistration> others) {
        List<SerializerRegistration> result = new ArrayList<>(others);
        result.replaceAll(other -> other.type.equals(type) && other.kind == kind ? this : other);
        if (!result.contains(this)) {
            result.add(this);
        }
        return result;
    }

    private static String format(List<SerializerRegistration> registrations) {
        return registrations.stream().map(SerializerRegistration::format).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String format(SerializerRegistration registration) {
        StringBuilder text = new StringBuilder(registration.type + ": {" + registration.kind.text);
        if (registration.kind == Kind.KRYO && registration.serializer != null) {
            text.append(", kryo-type: registered");
        }
        if (registration.serializer != null) {
            text.append(", class: ").append(registration.serializer);
        }
        return text.append('}').toString();
    }

    /** Reads the flow style of YAML, and what a list of maps looks like once a YAML parser has made text of it. */
    private static List<SerializerRegistration> parse(String text) {
        List<SerializerRegistration> result = new ArrayList<>();
        Matcher entry = ENTRY.matcher(text);
        int position = 0;
        while (position < text.length() && !text.equals("[]")) {
            if (!entry.region(position, text.length()).lookingAt()) {
                throw new IllegalArgumentException(text.substring(position));
            }
            result = new ArrayList<>(
                    of(entry.group(1), properties(entry.group(2))).addTo(result));
            position = entry.end();
        }
        return List.copyOf(result);
    }

    private static Map<String, String> properties(String text) {
        Map<String, String> properties = new LinkedHashMap<>();
        for (String property : text.split(",", -1)) {
            String[] pair = property.split("[:=]", 2);
            if (pair.length != 2) {
                throw new IllegalArgumentException(property);
            }
            properties.put(pair[0].trim(), pair[1].trim());
        }
        return properties;
    }

    private static SerializerRegistration of(String type, Map<String, String> properties) {
        String kind = properties.remove("type");
        String kryoType = properties.remove("kryo-type");
        String serializer = properties.remove("class");
        boolean withSerializer = "registered".equals(kryoType) || "default".equals(kryoType);
        boolean known =
                kryoType == null ? "kryo".equals(kind) || "pojo".equals(kind) : "kryo".equals(kind) && withSerializer;
        if (!known || !properties.isEmpty() || withSerializer != (serializer != null)) {
            throw new IllegalArgumentException(type);
        }
        Kind found = "pojo".equals(kind) ? Kind.POJO : "default".equals(kryoType) ? Kind.KRYO_DEFAULT : Kind.KRYO;
        return new SerializerRegistration(type, found, serializer);
    }
}
