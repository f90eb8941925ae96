package org.jekasy.command.identity;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether a token says who acts, whoever made it. */
final class TokensAsked implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        String who = context.getEnvironment().getProperty("identity.who", "loopback-header");
        return !who.equals("loopback-header");
    }
}
