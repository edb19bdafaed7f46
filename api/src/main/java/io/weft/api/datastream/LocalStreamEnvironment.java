package io.weft.api.datastream;

import io.weft.api.config.Configuration;
import io.weft.api.config.CoreOptions;
import io.weft.api.plan.PipelineExecutor;

/** Runs programs in this JVM, with as many subtasks an operator as there are processors unless set otherwise. */
public class LocalStreamEnvironment extends StreamExecutionEnvironment {

    public LocalStreamEnvironment() {
        this(new Configuration());
    }

    public LocalStreamEnvironment(Configuration configuration) {
        super(localExecutor(), contextClassLoader(), withParallelism(configuration));
    }

    private static PipelineExecutor localExecutor() {
        return (graph, userCode) -> Services.load(
                        PipelineExecutor.class,
                        LocalStreamEnvironment.class.getClassLoader(),
                        "To run a program in this JVM, put weft-local on the class path; to run it on a cluster, start it with yarn-submit.")
                .execute(graph, userCode);
    }

    private static ClassLoader contextClassLoader() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context == null ? LocalStreamEnvironment.class.getClassLoader() : context;
    }

    private static Configuration withParallelism(Configuration configuration) {
        Configuration result = new Configuration(configuration);
        if (!result.contains(CoreOptions.DEFAULT_PARALLELISM)) {
            result.set(CoreOptions.DEFAULT_PARALLELISM, Runtime.getRuntime().availableProcessors());
        }
        return result;
    }
}
