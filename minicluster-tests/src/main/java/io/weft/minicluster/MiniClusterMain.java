package io.weft.minicluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The entry of {@code scripts/mini-cluster}. Arguments: the file with Hadoop's class path, then the command's own. */
public final class MiniClusterMain {
    private MiniClusterMain() {}

    public static void main(String[] args) throws IOException {
        System.exit(run(args));
    }

    private static int run(String[] args) throws IOException {
        String[] own = Arrays.copyOfRange(args, 1, args.length);
        try {
            new MiniClusterCommand(
                            System.out, Files.readString(Path.of(args[0])).strip())
                    .run(own);
            return 0;
        } catch (IllegalArgumentException e) {
            System.err.println("mini-cluster: " + e.getMessage() + ". Try 'mini-cluster --help'.");
            return 2;
        } catch (IllegalStateException e) {
            System.err.println("mini-cluster: " + e.getMessage());
            return 1;
        }
    }
}
