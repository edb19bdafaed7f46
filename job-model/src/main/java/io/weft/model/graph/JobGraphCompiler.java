package io.weft.model.graph;

import io.weft.api.config.Configuration;
import io.weft.api.config.CoreOptions;
import io.weft.api.config.ExecutionOptions;
import io.weft.api.config.PipelineOptions;
import io.weft.api.execution.JobID;
import io.weft.api.plan.InvalidProgramException;
import io.weft.api.plan.OperatorSpec;
import io.weft.api.plan.StreamEdge;
import io.weft.api.plan.StreamGraph;
import io.weft.api.plan.StreamNode;
import io.weft.model.OperatorId;
import io.weft.model.graph.ResolvedNode.Edge;
import io.weft.model.graph.VertexProgram.ChainedEdge;
import io.weft.model.graph.VertexProgram.Input;
import io.weft.model.graph.VertexProgram.OperatorNode;
import io.weft.model.graph.VertexProgram.Output;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Makes a {@link JobGraph} out of a {@link StreamGraph}: decides parallelisms and slot sharing groups, fuses operators into vertices
 * and serializes each vertex's program. An object compiles one graph; not thread-safe.
 */
public final class JobGraphCompiler {

    private static final String DEFAULT_GROUP = "default";
    private static final int DEFAULT_MAX_PARALLELISM = 128;
    private static final int LARGEST_MAX_PARALLELISM = 32768;
    private static final long NEVER = -1;

    private final StreamGraph graph;
    private final Configuration configuration;
    private final Map<Integer, ResolvedNode> nodes = new LinkedHashMap<>();

    /** Heads of chains, in the order of the program: the index is the vertex's number. */
    private final List<ResolvedNode> heads = new ArrayList<>();

    private final Map<ResolvedNode, Integer> vertexOfHead = new LinkedHashMap<>();
    private final List<JobEdge> edges = new ArrayList<>();

    private JobGraphCompiler(StreamGraph graph) {
        this.graph = graph;
        this.configuration = graph.configuration();
    }

    /**
     * Compiles a program. The graph has no jars yet.
     *
     * @throws InvalidProgramException if the program cannot be run as it is written
     */
    public static JobGraph compile(StreamGraph graph) {
        return new JobGraphCompiler(graph).compile();
    }

    private JobGraph compile() {
        if (graph.nodes().isEmpty()) {
            throw new InvalidProgramException(
                    "The job '" + graph.jobName() + "' has no operators. Define a source and a sink before execute().");
        }
        resolve();
        boolean chaining = configuration.get(PipelineOptions.OPERATOR_CHAINING);
        for (ResolvedNode node : nodes.values()) {
            if (!chaining || !node.isChained()) {
                vertexOfHead.put(node, heads.size());
                heads.add(node);
            }
        }
        List<Chain> chains = heads.stream().map(Chain::new).toList();
        chains.forEach(this::connect);
        List<JobVertex> vertices = chains.stream().map(Chain::toVertex).toList();
        return new JobGraph(JobID.generate(), graph.jobName(), vertices, edges, configuration.toMap(), List.of());
    }

    private void resolve() {
        Map<Integer, OperatorId> ids = OperatorIds.of(graph.nodes());
        for (StreamNode node : graph.nodes()) {
            int parallelism = node.parallelism() != StreamNode.UNSET
                    ? node.parallelism()
                    : configuration.get(CoreOptions.DEFAULT_PARALLELISM);
            ResolvedNode resolved = new ResolvedNode(
                    node,
                    ids.get(node.id()),
                    parallelism,
                    maxParallelism(node, parallelism),
                    slotSharingGroup(node),
                    bufferTimeoutMs(node));
            for (int input = 0; input < node.inputs().size(); input++) {
                for (StreamEdge edge : node.inputs().get(input).edges()) {
                    resolved.consume(nodes.get(edge.source().id()), input, edge);
                }
            }
            nodes.put(node.id(), resolved);
        }
    }

    private int maxParallelism(StreamNode node, int parallelism) {
        int asked = node.maxParallelism() != StreamNode.UNSET
                ? node.maxParallelism()
                : configuration.get(PipelineOptions.MAX_PARALLELISM);
        if (asked <= 0) {
            int roomy = Integer.highestOneBit(Math.max(1, parallelism + parallelism / 2 - 1)) * 2;
            asked = Math.min(LARGEST_MAX_PARALLELISM, Math.max(DEFAULT_MAX_PARALLELISM, roomy));
        }
        if (parallelism < 1 || parallelism > asked) {
            throw new InvalidProgramException("The operator '" + node.name() + "' has parallelism " + parallelism
                    + "; it must be from 1 to its maximum parallelism, which is " + asked
                    + " (setMaxParallelism, or " + PipelineOptions.MAX_PARALLELISM.key() + ").");
        }
        return asked;
    }

    /** What the program said, else what all inputs agree on, else the default group. */
    private String slotSharingGroup(StreamNode node) {
        if (node.slotSharingGroup() != null) {
            return node.slotSharingGroup();
        }
        List<String> inherited = node.inputs().stream()
                .flatMap(input -> input.edges().stream())
                .map(edge -> nodes.get(edge.source().id()).slotSharingGroup)
                .distinct()
                .toList();
        return inherited.size() == 1 ? inherited.get(0) : DEFAULT_GROUP;
    }

    private long bufferTimeoutMs(StreamNode node) {
        if (node.bufferTimeoutMs() != StreamNode.UNSET) {
            return node.bufferTimeoutMs();
        }
        return configuration.get(ExecutionOptions.BUFFER_TIMEOUT_ENABLED)
                ? configuration.get(ExecutionOptions.BUFFER_TIMEOUT).toMillis()
                : NEVER;
    }

    /** Numbers the edges that leave a chain, vertex by vertex. */
    private void connect(Chain chain) {
        for (int output = 0; output < chain.leaving.size(); output++) {
            Edge edge = chain.leaving.get(output);
            edges.add(new JobEdge(
                    vertexOfHead.get(chain.head),
                    output,
                    vertexOfHead.get(edge.target()),
                    edge.input(),
                    distribution(edge)));
        }
    }

    /** Keys by which the consumer does not take its records, as those of a union of keyed streams, are the producer's affair. */
    private static Distribution distribution(Edge edge) {
        Distribution distribution = Distribution.valueOf(edge.partitioning().label());
        boolean keyed = edge.target().node.inputs().get(edge.input()).keySelector() != null;
        return distribution == Distribution.HASH && !keyed ? Distribution.CUSTOM : distribution;
    }

    /** The operators of one vertex, numbered in pre-order. */
    private final class Chain {
        final ResolvedNode head;
        final List<ResolvedNode> members = new ArrayList<>();
        final List<Edge> leaving = new ArrayList<>();
        private final List<OperatorNode> operators = new ArrayList<>();
        private final List<Output> outputs = new ArrayList<>();

        Chain(ResolvedNode head) {
            this.head = head;
            add(head);
        }

        private int add(ResolvedNode resolved) {
            int number = members.size();
            members.add(resolved);
            operators.add(null);
            List<ChainedEdge> chained = new ArrayList<>();
            for (Edge edge : resolved.outputs) {
                if (vertexOfHead.containsKey(edge.target())) {
                    leaving.add(edge);
                    outputs.add(new Output(
                            number,
                            edge.edge().tag(),
                            edge.partitioning(),
                            edge.target().node.inputs().get(edge.input()).type(),
                            edge.target().maxParallelism,
                            resolved.bufferTimeoutMs));
                } else {
                    chained.add(new ChainedEdge(add(edge.target()), edge.edge().tag()));
                }
            }
            StreamNode node = resolved.node;
            List<Input> inputs = node.inputs().stream()
                    .map(input -> new Input(input.type(), input.keySelector(), input.keyType()))
                    .toList();
            operators.set(
                    number,
                    new OperatorNode(resolved.id, node.name(), node.spec(), inputs, node.outputType(), chained));
            return number;
        }

        JobVertex toVertex() {
            VertexProgram program =
                    new VertexProgram(operators, outputs, configuration.get(PipelineOptions.OBJECT_REUSE));
            List<JobVertex.Member> chain = operators.stream()
                    .map(node -> new JobVertex.Member(
                            node.id(), node.name(), node.spec() instanceof OperatorSpec.FromSource<?>))
                    .toList();
            return new JobVertex(
                    name(0), head.parallelism, head.maxParallelism, head.slotSharingGroup, chain, serialize(program));
        }

        /** "Source: numbers -> Map -> (Filter, Sink: out)". */
        private String name(int operator) {
            ResolvedNode member = members.get(operator);
            String own = (member.isSource() ? "Source: " : "") + member.node.name();
            List<ChainedEdge> next = operators.get(operator).chained();
            if (next.isEmpty()) {
                return own;
            }
            String rest = next.stream().map(edge -> name(edge.target())).collect(Collectors.joining(", "));
            return own + " -> " + (next.size() == 1 ? rest : "(" + rest + ")");
        }

        private byte[] serialize(VertexProgram program) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(program);
            } catch (IOException notSerializable) {
                throw new InvalidProgramException(
                        "The operators of '" + name(0)
                                + "' cannot be sent to the containers, because one holds an object that is "
                                + "not serializable: " + notSerializable.getMessage()
                                + ". Make the field transient and fill it in open(), or its class Serializable.",
                        notSerializable);
            }
            return bytes.toByteArray();
        }
    }
}
