package io.weft.api.fs;

import java.io.IOException;

/** Nothing provides a file system for the scheme of a path. */
public class UnsupportedFileSystemSchemeException extends IOException {

    public UnsupportedFileSystemSchemeException(String message) {
        super(message);
    }
}
