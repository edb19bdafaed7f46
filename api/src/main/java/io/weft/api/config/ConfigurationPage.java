package io.weft.api.config;

/** Makes {@code docs/configuration.md} from the options' definitions. */
public final class ConfigurationPage {

    private static final String HEAD = """
            # Configuration

            Settings stand in `conf/weft.yaml` and, winning over it, after `-D key=value`. Sizes are written as `512 mb`, durations as
            `30 s`, lists as `a;b;c`, pairs as `a:1,b:2`. A key that is not listed here is an error, and so is a value that is not valid.

            This page is made by `io.weft.api.config.ConfigurationPage` in module `api`.
            """;

    private ConfigurationPage() {}

    /** Prints the page. */
    public static void main(String[] args) {
        System.out.print(toMarkdown());
    }

    static String toMarkdown() {
        StringBuilder page = new StringBuilder(HEAD);
        KnownOptions.byGroup().forEach((title, options) -> {
            page.append("\n## ").append(title).append("\n\n| key | default | meaning |\n|---|---|---|\n");
            options.forEach(option -> page.append(row(option)));
        });
        return page.toString();
    }

    private static <T> String row(ConfigOption<T> option) {
        String value = option.hasDefaultValue() ? option.type().format(option.defaultValue()) : "";
        String shown = value.isEmpty() ? "" : "`" + value + "`";
        return "| `" + option.key() + "` | " + shown + " | " + option.description() + " |\n";
    }
}
