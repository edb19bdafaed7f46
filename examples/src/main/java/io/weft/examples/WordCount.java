package io.weft.examples;

import io.weft.api.datastream.DataStream;
import io.weft.api.datastream.StreamExecutionEnvironment;
import io.weft.api.functions.Collector;
import io.weft.api.tuple.Tuple2;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts the words of a text: of the files at {@code --input}, or of a few lines of Tennyson's.
 *
 * <p>The counts run along with the text: each word is followed by how often it has come up so far, so the last line of a word has its
 * final count. They go to {@code --output}, a file (a directory of files if the job runs in parallel), or are printed.
 */
public final class WordCount {

    private static final String USAGE = """
            WordCount [--input PATH] [--output PATH]
              --input   file or directory of text; a few lines of verse if it is not given
              --output  file or directory that must not exist yet; the counts are printed if it is not given""";

    private static final String[] VERSE = {
        "There she weaves by night and day",
        "A magic web with colours gay.",
        "She has heard a whisper say,",
        "A curse is on her if she stay",
        "To look down to Camelot.",
        "She knows not what the curse may be,",
        "And so she weaveth steadily,",
        "And little other care hath she,",
        "The Lady of Shalott."
    };

    private static final Pattern WORD = Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS);

    private WordCount() {}

    public static void main(String[] args) throws Exception {
        Arguments arguments = Arguments.parse(args, USAGE, Set.of("input", "output"));
        Optional<String> input = arguments.find("input");
        Optional<String> output = arguments.find("output");

        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        DataStream<String> text = input.isPresent() ? env.readTextFile(input.get()) : env.fromData(VERSE);

        DataStream<Tuple2<String, Integer>> counts = text.flatMap(WordCount::splitIntoWords)
                .name("Split into words")
                .keyBy(count -> count.f0)
                .sum(1)
                .name("Count");

        if (output.isPresent()) {
            counts.writeAsText(output.get());
        } else {
            counts.print();
        }
        env.execute("Word count");
    }

    static void splitIntoWords(String line, Collector<Tuple2<String, Integer>> words) {
        Matcher word = WORD.matcher(line.toLowerCase(Locale.ROOT));
        while (word.find()) {
            words.collect(Tuple2.of(word.group(), 1));
        }
    }
}
