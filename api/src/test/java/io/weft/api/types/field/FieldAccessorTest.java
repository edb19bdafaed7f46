package io.weft.api.types.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.api.data.Row;
import io.weft.api.tuple.Tuple2;
import io.weft.api.types.CompositeType.InvalidFieldReferenceException;
import io.weft.api.types.TypeHint;
import io.weft.api.types.TypeInformation;
import io.weft.api.types.Types;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldAccessorTest {

    public static class Account {
        public Tuple2<String, Integer> owner = Tuple2.of("Ada", 36);
        private long balance = 5;

        public long getBalance() {
            return balance;
        }

        public void setBalance(long balance) {
            this.balance = balance;
        }
    }

    record Transfer(String to, Account from, int amount) {}

    private static final TypeInformation<Tuple2<String, Integer>> TUPLE =
            new TypeHint<Tuple2<String, Integer>>() {}.getTypeInfo();
    private static final TypeInformation<Account> ACCOUNT = TypeInformation.of(Account.class);
    private static final TypeInformation<Transfer> TRANSFER = TypeInformation.of(Transfer.class);

    @Test
    void findsFieldsOfTuplesByPositionAndName() {
        for (FieldAccessor<Tuple2<String, Integer>, Integer> field : List.of(
                FieldAccessor.<Tuple2<String, Integer>, Integer>of(TUPLE, 1),
                FieldAccessor.<Tuple2<String, Integer>, Integer>of(TUPLE, "f1"),
                FieldAccessor.<Tuple2<String, Integer>, Integer>of(TUPLE, "1"))) {
            Tuple2<String, Integer> tuple = Tuple2.of("a", 2);
            assertThat(field.getFieldType()).isEqualTo(Types.INT);
            assertThat(field.get(tuple)).isEqualTo(2);
            assertThat(field.set(tuple, 3)).isSameAs(tuple).isEqualTo(Tuple2.of("a", 3));
        }
    }

    @Test
    void setsPrivateFieldsOfPojos() {
        FieldAccessor<Account, Long> balance = FieldAccessor.of(ACCOUNT, "balance");
        Account account = new Account();
        assertThat(balance.set(account, 8L)).isSameAs(account);
        assertThat(balance.get(account)).isEqualTo(8);
    }

    @Test
    void setsAFieldOfARecordInANewRecord() {
        FieldAccessor<Transfer, Integer> amount = FieldAccessor.of(TRANSFER, "amount");
        Transfer transfer = new Transfer("x", null, 1);
        assertThat(amount.set(transfer, 2)).isEqualTo(new Transfer("x", null, 2));
        assertThat(transfer.amount()).isEqualTo(1);
    }

    @Test
    void goesDownIntoFields() {
        FieldAccessor<Transfer, Integer> age = FieldAccessor.of(TRANSFER, "from.owner.f1");
        Transfer transfer = age.set(new Transfer("x", new Account(), 1), 40);
        assertThat(age.get(transfer)).isEqualTo(40);
        assertThatThrownBy(() -> age.get(new Transfer("x", null, 1))).hasMessageContaining("from.owner.f1");
    }

    @Test
    void theValueItselfIsAFieldOfWhatHasNone() {
        FieldAccessor<Integer, Integer> itself = FieldAccessor.of(Types.INT, 0);
        assertThat(itself.get(3)).isEqualTo(3);
        assertThat(itself.set(3, 4)).isEqualTo(4);
        assertThat(FieldAccessor.<Integer, Integer>of(Types.INT, "*").get(3)).isEqualTo(3);
    }

    @Test
    void findsElementsOfArraysAndFieldsOfRows() {
        FieldAccessor<Row, String> name =
                FieldAccessor.of(Types.ROW_NAMED(new String[] {"id", "name"}, Types.INT, Types.STRING), "name");
        assertThat(name.get(Row.of(1, "x"))).isEqualTo("x");
        FieldAccessor<int[], Integer> second = FieldAccessor.of(TypeInformation.of(int[].class), 1);
        assertThat(second.set(new int[] {1, 2}, 9)).containsExactly(1, 9);
    }

    @Test
    void findsFieldsOfWhatIsNotKnownYetAtTheValue() {
        FieldAccessor<Object, Object> field = FieldAccessor.of(TypeInformation.of(Object.class), "f1");
        assertThat(field.get(Tuple2.of("a", 1))).isEqualTo(1);
        FieldAccessor<Object, Object> nested = FieldAccessor.of(TypeInformation.of(Object.class), "f0.amount");
        assertThat(nested.get(Tuple2.of(new Transfer("x", null, 7), 1))).isEqualTo(7);
        assertThat(nested.set(Tuple2.of(new Transfer("x", null, 7), 1), 8))
                .isEqualTo(Tuple2.of(new Transfer("x", null, 8), 1));
    }

    @Test
    void aFieldThatIsNotThereIsAnErrorThatNamesThoseThatAre() {
        assertThatThrownBy(() -> FieldAccessor.of(ACCOUNT, "balanse"))
                .isInstanceOf(InvalidFieldReferenceException.class)
                .hasMessageContaining("\"balanse\"")
                .hasMessageContaining("[balance, owner]");
        assertThatThrownBy(() -> FieldAccessor.of(TUPLE, 2)).hasMessageContaining("0 to 1");
        assertThatThrownBy(() -> FieldAccessor.of(Types.INT, "x")).hasMessageContaining("has no fields");
    }

    @Test
    @SuppressWarnings({"unchecked", "BanSerializableRead"}) // it reads what it wrote
    void travelsToWhereItIsUsed() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(FieldAccessor.of(TRANSFER, "from.balance"));
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            FieldAccessor<Transfer, Long> balance = (FieldAccessor<Transfer, Long>) in.readObject();
            assertThat(balance.get(new Transfer("x", new Account(), 1))).isEqualTo(5);
        }
    }
}
