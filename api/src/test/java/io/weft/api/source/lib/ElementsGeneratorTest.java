package io.weft.api.source.lib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.config.SerializerConfig;
import io.weft.api.config.SerializerConfigImpl;
import io.weft.api.types.TypeInformation;
import io.weft.api.types.Types;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ElementsGeneratorTest {

    private static final SerializerConfig NOTHING_REGISTERED = new SerializerConfigImpl();

    /** Not serializable in Java's sense. */
    public record City(String name, int people) {}

    @Test
    void elementsTravelInTheFormOfTheirType() throws Exception {
        List<City> cities = List.of(new City("Ulm", 128_928), new City("Jena", 110_502));
        ElementsGenerator<City> generator =
                new ElementsGenerator<>(cities, TypeInformation.of(City.class), NOTHING_REGISTERED);

        assertThat(generator.count()).isEqualTo(2);
        assertThat(generator.map(1L)).isEqualTo(cities.get(1));
        assertThat(generator.map(0L)).isEqualTo(cities.get(0));
    }

    @Test
    void namesTheElementThatIsNullOrOfAnotherType() {
        assertThatThrownBy(() -> new ElementsGenerator<>(Arrays.asList("a", null), Types.STRING, NOTHING_REGISTERED))
                .hasMessageContaining("Element 1 is null");
        List<Object> mixed = List.of("a", 2);
        @SuppressWarnings({"unchecked", "rawtypes"})
        TypeInformation<Object> strings = (TypeInformation) Types.STRING;
        assertThatThrownBy(() -> new ElementsGenerator<>(mixed, strings, NOTHING_REGISTERED))
                .hasMessageContaining("Element 1 is a java.lang.Integer");
    }
}
