package io.weft.runtime.source;

import io.weft.api.config.Configuration;
import io.weft.api.source.SourceEvent;
import io.weft.api.source.SourceReaderContext;
import io.weft.model.message.SourceMessage;

/** What a reader sees of its task. */
record ReaderContext(SourceContext context) implements SourceReaderContext {

    @Override
    public Configuration getConfiguration() {
        return context.configuration();
    }

    @Override
    public String getLocalHostName() {
        return context.location().host();
    }

    @Override
    public int getIndexOfSubtask() {
        return context.reader().subtask();
    }

    @Override
    public void sendSplitRequest() {
        context.toEnumerator()
                .accept(new SourceMessage.SplitRequested(
                        context.reader(), context.location().host()));
    }

    @Override
    public void sendSourceEventToCoordinator(SourceEvent sourceEvent) {
        context.toEnumerator()
                .accept(new SourceMessage.EventToEnumerator(context.reader(), EventCodec.write(sourceEvent)));
    }

    @Override
    public int currentParallelism() {
        return context.operator().runtime().getTaskInfo().getNumberOfParallelSubtasks();
    }
}
