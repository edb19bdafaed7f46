package io.weft.connector.file.sink;

/** The names of one subtask's part files. */
record PartNames(OutputFileConfig config, int subtask) {

    String name(long counter) {
        return beforeCounter() + counter + config.getPartSuffix();
    }

    /** The counter in the name of one of this subtask's parts; -1 for other names. */
    long counterOf(String name) {
        String before = beforeCounter();
        String after = config.getPartSuffix();
        if (!name.startsWith(before) || !name.endsWith(after) || name.length() < before.length() + after.length()) {
            return -1;
        }
        String counter = name.substring(before.length(), name.length() - after.length());
        boolean number =
                !counter.isEmpty() && counter.length() < 18 && counter.chars().allMatch(c -> '0' <= c && c <= '9');
        return number ? Long.parseLong(counter) : -1;
    }

    private String beforeCounter() {
        return config.getPartPrefix() + "-" + subtask + "-";
    }
}
