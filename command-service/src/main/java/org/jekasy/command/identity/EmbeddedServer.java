package org.jekasy.command.identity;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether the authorization server in this service makes the tokens. */
public final class EmbeddedServer implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        String who = context.getEnvironment().getProperty("identity.who", "loopback-header");
        return who.equals("embedded") || who.equals("demo");
    }
}
