package io.weft.runtime.channel;

/** Reads a channel inside the TaskManager. */
final class LocalReader implements ChannelReader {

    private final LocalChannel channel;
    private final Runnable onClose;

    LocalReader(LocalChannel channel, Runnable onClose) {
        this.channel = channel;
        this.onClose = onClose;
    }

    @Override
    public Element poll() {
        return channel.poll();
    }

    @Override
    public void close() {
        onClose.run();
    }
}
