package io.weft.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.weft.transport.Handshake.Side;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** The client's end of a connection, byte by byte, so that tests can send what no client would. */
final class RawPeer implements Closeable {

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final DataOutputStream out;

    RawPeer(InetSocketAddress server) throws IOException {
        socket.setSoTimeout((int) Recorder.PATIENCE_MS);
        socket.connect(server);
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(socket.getOutputStream());
    }

    static RawPeer authenticated(InetSocketAddress server, ApplicationSecret secret) throws IOException {
        RawPeer peer = new RawPeer(server);
        Handshake handshake = new Handshake(Side.CLIENT, new Credentials(secret, Service.CONTROL));
        peer.sendFrame(bytes(handshake.hello()));
        peer.sendFrame(bytes(handshake.onHello(Unpooled.wrappedBuffer(peer.readFrame()))));
        handshake.onProof(Unpooled.wrappedBuffer(peer.readFrame()));
        return peer;
    }

    void send(byte... bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    void sendInt(int value) throws IOException {
        out.writeInt(value);
        out.flush();
    }

    void sendFrame(byte... body) throws IOException {
        out.writeInt(body.length);
        send(body);
    }

    byte[] readFrame() throws IOException {
        return in.readNBytes(in.readInt());
    }

    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** Reads to the end of the stream, which comes when the server closes. A reset is an end too. */
    void awaitEnd() throws IOException {
        try {
            in.readAllBytes();
        } catch (java.net.SocketTimeoutException e) {
            throw e;
        } catch (java.net.SocketException e) {
            // Closed while bytes of ours were on their way.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    static byte[] bytes(ByteBuf buffer) {
        return ByteBufUtil.getBytes(buffer);
    }
}
