package io.weft.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.endtoend.Project;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the documents promise about files is true, and no file tells where it was written. */
class DocumentsTest {
    private static final Pattern CODE_PATH = Pattern.compile("`([\\w./-]+\\.java)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");
    private static final Pattern QUOTE =
            Pattern.compile("<!-- quoted from (\\S+) -->\\s*```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern SECTION = Pattern.compile("(?m)^### (.+?) \\((\\d+)\\)$");
    /** Home folders, work folders of build machines, and repositories other than Maven's usual one. */
    private static final Pattern MACHINE = Pattern.compile(
            "/(?:home|Users|root|work)/\\w|\\bhttps?://[\\w.-]*(?:artifactory|nexus|registry|mirror)[\\w.-]*/");

    private final Path root = Project.root();

    @Test
    void theReadingPathsNameFilesThatExist() throws IOException {
        List<String> paths = matches(CODE_PATH, Files.readString(root.resolve("ARCHITECTURE.md")));
        assertThat(paths)
                .hasSizeGreaterThan(15)
                .allSatisfy(path -> assertThat(root.resolve(path)).exists());
    }

    @Test
    void aReadingPathIsNoLongerThanItsHeadingSays() throws IOException {
        String text = Files.readString(root.resolve("ARCHITECTURE.md"));
        List<MatchResult> sections = SECTION.matcher(text).results().toList();
        assertThat(sections).isNotEmpty();
        for (MatchResult section : sections) {
            int end = text.indexOf("\n#", section.end());
            String body = text.substring(section.end(), end < 0 ? text.length() : end);
            assertThat(matches(CODE_PATH, body))
                    .describedAs(section.group(1))
                    .hasSize(Integer.parseInt(section.group(2)));
        }
    }

    @Test
    void linksBetweenDocumentsLeadSomewhere() throws IOException {
        for (Path document : committedFiles()) {
            if (document.toString().endsWith(".md")) {
                for (String link : matches(LINK, Files.readString(root.resolve(document)))) {
                    assertThat(root.resolve(document).resolveSibling(link))
                            .describedAs("link in " + document)
                            .exists();
                }
            }
        }
    }

    @Test
    void quotedCodeStandsInTheFileItIsQuotedFrom() throws IOException {
        int quotes = 0;
        for (Path document : committedFiles()) {
            if (document.toString().endsWith(".md")) {
                quotes += checkQuotes(document);
            }
        }
        assertThat(quotes).isPositive();
    }

    private int checkQuotes(Path document) throws IOException {
        List<MatchResult> quotes = QUOTE.matcher(Files.readString(root.resolve(document)))
                .results()
                .toList();
        for (MatchResult quote : quotes) {
            List<String> source = Files.readString(root.resolve(document).resolveSibling(quote.group(1)))
                    .lines()
                    .map(String::strip)
                    .toList();
            List<String> lines = quote.group(2).lines().map(String::strip).toList();
            assertThat(source).describedAs(quote.group(1)).containsSubsequence(lines);
        }
        return quotes.size();
    }

    @Test
    void noFileNamesAMachineOrAPrivateRepository() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : committedFiles()) {
            String text = Files.readString(root.resolve(file), StandardCharsets.ISO_8859_1);
            MACHINE.matcher(text).results().forEach(match -> found.add(file + ": " + match.group()));
        }
        assertThat(found).isEmpty();
    }

    /** All files that git knows, except this class, which has the patterns in it. */
    private List<Path> committedFiles() throws IOException {
        Process git = new ProcessBuilder("git", "ls-files")
                .directory(root.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Path> files = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .map(Path::of)
                .filter(it -> !it.endsWith("DocumentsTest.java"))
                .filter(it -> Files.exists(root.resolve(it)))
                .toList();
        assertThat(files).isNotEmpty();
        return files;
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).toList();
    }
}
