package io.weft.connector.file.sink;

/** Names one writer's part files, {@code prefix-uid-counter} and the suffix. */
final class PartNames {

    private final OutputFileConfig config;
    private final String uid;
    private long counter;

    /** @param uid no other writer has it, so that no two parts get the same name */
    PartNames(OutputFileConfig config, String uid) {
        this.config = config;
        this.uid = uid;
    }

    String next() {
        return config.getPartPrefix() + "-" + uid + "-" + counter++ + config.getPartSuffix();
    }
}
