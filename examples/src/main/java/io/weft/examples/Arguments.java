package io.weft.examples;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The arguments of an example, given as {@code --name value}.
 *
 * @param usage what to tell whoever got them wrong
 */
record Arguments(Map<String, String> values, String usage) {

    /**
     * @param known the names that there are, without dashes
     * @throws IllegalArgumentException if an argument is unknown or has no value; with the usage
     */
    static Arguments parse(String[] args, String usage, Set<String> known) {
        Arguments arguments = new Arguments(new HashMap<>(), usage);
        for (int i = 0; i < args.length; i += 2) {
            String name = args[i].startsWith("--") ? args[i].substring(2) : "";
            if (!known.contains(name)) {
                throw arguments.wrong("there is no argument " + args[i]);
            }
            if (i + 1 == args.length) {
                throw arguments.wrong(args[i] + " needs a value");
            }
            if (arguments.values.put(name, args[i + 1]) != null) {
                throw arguments.wrong(args[i] + " is given twice");
            }
        }
        return arguments;
    }

    /** @throws IllegalArgumentException if it is missing; with the usage */
    String required(String name) {
        return find(name).orElseThrow(() -> wrong("--" + name + " is missing"));
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("Wrong arguments: " + what + ".\nUsage: " + usage);
    }
}
