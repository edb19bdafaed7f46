package io.weft.connector.file.sink;

import java.io.Serializable;
import java.util.Objects;

/** How part files are named: {@code prefix-uid-counter} and the suffix. */
public class OutputFileConfig implements Serializable {

    private final String partPrefix;
    private final String partSuffix;

    /** @throws IllegalArgumentException if a part would be hidden, or lie in another directory */
    public OutputFileConfig(String partPrefix, String partSuffix) {
        this.partPrefix = Objects.requireNonNull(partPrefix, "partPrefix");
        this.partSuffix = Objects.requireNonNull(partSuffix, "partSuffix");
        if (partPrefix.startsWith(".") || partPrefix.startsWith("_") || (partPrefix + partSuffix).contains("/")) {
            throw new IllegalArgumentException("Part files are to be named '" + partPrefix + "-0-0" + partSuffix
                    + "', but a name must not begin with '.' or '_', which hide files, nor have a '/' in it.");
        }
    }

    public String getPartPrefix() {
        return partPrefix;
    }

    public String getPartSuffix() {
        return partSuffix;
    }

    public static OutputFileConfigBuilder builder() {
        return new OutputFileConfigBuilder();
    }

    /** Gathers a configuration: the prefix {@code part} and no suffix unless set otherwise. */
    public static class OutputFileConfigBuilder {

        private String partPrefix = "part";
        private String partSuffix = "";

        private OutputFileConfigBuilder() {}

        public OutputFileConfigBuilder withPartPrefix(String prefix) {
            partPrefix = prefix;
            return this;
        }

        public OutputFileConfigBuilder withPartSuffix(String suffix) {
            partSuffix = suffix;
            return this;
        }

        public OutputFileConfig build() {
            return new OutputFileConfig(partPrefix, partSuffix);
        }
    }
}
