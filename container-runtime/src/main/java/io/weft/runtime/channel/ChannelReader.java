package io.weft.runtime.channel;

import java.io.IOException;

/** The consuming task's end of a channel. Owned by the consuming task's thread. */
public interface ChannelReader {

    /**
     * The next element, or null if there is none now; the task's doorbell rings when one comes.
     *
     * @throws io.weft.model.PeerLostException if the producer is gone before its end of data
     */
    Element poll() throws IOException;

    /** Lets go of the channel and of what is in it. Closing twice does nothing. */
    void close();
}
