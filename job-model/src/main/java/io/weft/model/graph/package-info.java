/**
 * A job between the program that describes it and the tasks that run it: {@link io.weft.model.graph.JobGraphCompiler} makes a
 * {@link io.weft.model.graph.JobGraph} out of a {@link io.weft.api.plan.StreamGraph}. Depends on the API and {@link io.weft.model}.
 */
package io.weft.model.graph;
