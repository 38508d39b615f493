package dev.vethlab.lab.store.redis;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.Message;
import org.springframework.data.redis.connection.MessageListener;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.SubscriptionListener;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;

/** Hears the revisions that other instances made. */
public final class RevisionChannel {

    private RevisionChannel() {}

    /** A subscription that tells a store; what came while it was interrupted is asked for when it is back. */
    public static RedisMessageListenerContainer subscription(
            RedisConnectionFactory connections, RedisSettings settings, RedisLabStore labs) {
        RedisMessageListenerContainer container = new RedisMessageListenerContainer();
        container.setConnectionFactory(connections);
        container.addMessageListener(
                new Ear(labs), new ChannelTopic(settings.keys().channel()));
        return container;
    }

    private record Ear(RedisLabStore labs) implements MessageListener, SubscriptionListener {

        @Override
        public void onMessage(Message message, byte @Nullable [] pattern) {
            String[] words = new String(message.getBody(), StandardCharsets.UTF_8).split(" ");
            labs.heard(words[0], Long.parseLong(words[1]));
        }

        @Override
        public void onChannelSubscribed(byte[] channel, long count) {
            labs.catchUpWithWhatWasMissed();
        }
    }
}
