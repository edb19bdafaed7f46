package io.weft.api.plan;

import io.weft.api.functions.KeySelector;
import io.weft.api.types.TypeInformation;
import java.util.List;

/**
 * One operator as the program described it. Mutable while the program builds its graph, and owned by that thread; whatever is unset
 * ({@code null}, or {@link #UNSET}) is decided when the graph is compiled.
 */
public final class StreamNode {

    /** A number that the program did not set. */
    public static final int UNSET = -1;

    /** The highest parallelism of all. */
    public static final int MAX_PARALLELISM = 32768;

    /** Whether the operator may be fused with the one before it and the one after it. */
    public enum Chaining {
        /** With both. */
        ALWAYS,
        /** With the one after it only. */
        HEAD,
        /** With neither. */
        NEVER
    }

    private final int id;
    private final OperatorSpec spec;
    private final List<Input> inputs;
    private TypeInformation<?> outputType;
    private String name;
    private String description;
    private String uid;
    private int parallelism = UNSET;
    private int maxParallelism = UNSET;
    private Chaining chaining = Chaining.ALWAYS;
    private String slotSharingGroup;
    private long bufferTimeoutMs = UNSET;
    private boolean nonParallel;

    /**
     * One logical input of an operator: several edges are a union.
     *
     * @param edges where the records come from
     * @param type the type of the records
     * @param keySelector the key of the operator's keyed state, or null if the input is not keyed
     * @param keyType the key's type, null exactly if {@code keySelector} is
     */
    public record Input(
            List<StreamEdge> edges,
            TypeInformation<?> type,
            KeySelector<?, ?> keySelector,
            TypeInformation<?> keyType) {
        public Input {
            edges = List.copyOf(edges);
        }
    }

    /**
     * @param id unique in the graph, growing in the order in which the program made its operators
     * @param inputs none for a source, one or two else
     * @param outputType the type of the main output; null for a sink
     */
    public StreamNode(int id, String name, OperatorSpec spec, List<Input> inputs, TypeInformation<?> outputType) {
        this.id = id;
        this.name = name;
        this.spec = spec;
        this.inputs = List.copyOf(inputs);
        this.outputType = outputType;
    }

    public int id() {
        return id;
    }

    public OperatorSpec spec() {
        return spec;
    }

    public List<Input> inputs() {
        return inputs;
    }

    public TypeInformation<?> outputType() {
        return outputType;
    }

    public void setOutputType(TypeInformation<?> outputType) {
        this.outputType = outputType;
    }

    public String name() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    /** A longer text for plans and the UI; the name where the program gave none. */
    public String description() {
        return description == null ? name : description;
    }

    public void setDescription(String description) {
        this.description = description;
    }

    /** The id under which state is found again, or null. */
    public String uid() {
        return uid;
    }

    public void setUid(String uid) {
        this.uid = uid;
    }

    public int parallelism() {
        return parallelism;
    }

    /** @throws IllegalArgumentException if the number is none, or more than 1 for an operator that can only run once */
    public void setParallelism(int parallelism) {
        checkParallelism(parallelism);
        if (nonParallel && parallelism != 1) {
            throw new IllegalArgumentException("'" + name + "' can only run with parallelism 1, not " + parallelism
                    + ": it is not a parallel operator.");
        }
        this.parallelism = parallelism;
    }

    /** Sets the parallelism to 1 for good. */
    public void forceNonParallel() {
        nonParallel = true;
        parallelism = 1;
        maxParallelism = 1;
    }

    /** @throws IllegalArgumentException if the number is neither a parallelism nor {@link #UNSET} */
    public static void checkParallelism(int parallelism) {
        if (parallelism != UNSET && (parallelism < 1 || parallelism > MAX_PARALLELISM)) {
            throw new IllegalArgumentException(
                    "A parallelism is 1 to " + MAX_PARALLELISM + ", or -1 for the default, not " + parallelism + ".");
        }
    }

    /** @throws IllegalArgumentException if the number is no maximum parallelism */
    public static void checkMaxParallelism(int maxParallelism) {
        if (maxParallelism < 1 || maxParallelism > MAX_PARALLELISM) {
            throw new IllegalArgumentException(
                    "A maximum parallelism is 1 to " + MAX_PARALLELISM + ", not " + maxParallelism + ".");
        }
    }

    public int maxParallelism() {
        return maxParallelism;
    }

    public void setMaxParallelism(int maxParallelism) {
        checkMaxParallelism(maxParallelism);
        this.maxParallelism = maxParallelism;
    }

    public Chaining chaining() {
        return chaining;
    }

    public void setChaining(Chaining chaining) {
        this.chaining = chaining;
    }

    /** The slot sharing group, or null to inherit the inputs' common one. */
    public String slotSharingGroup() {
        return slotSharingGroup;
    }

    public void setSlotSharingGroup(String slotSharingGroup) {
        this.slotSharingGroup = slotSharingGroup;
    }

    /** How long a record may wait in a partly filled batch, in ms; 0 flushes after every record; UNSET takes the environment's. */
    public long bufferTimeoutMs() {
        return bufferTimeoutMs;
    }

    public void setBufferTimeoutMs(long bufferTimeoutMs) {
        this.bufferTimeoutMs = bufferTimeoutMs;
    }
}
