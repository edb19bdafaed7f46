package io.weft.runtime.source;

/** Records of a source, of all its outputs together. Owned by the task's thread. */
final class RecordCount {
    long records;
}
