package org.jekasy.command.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jekasy.language.reference.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Conditional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says to whoever calls for whom they act: what query-service asks before it shows anything. */
@RestController
@Conditional(TokensAsked.class)
class Me {
    /** A member as itself. */
    record Myself(
            String subject,
            String kind,
            String organisation,
            @Nullable String operator,
            @Nullable String device,
            Set<String> roles,
            Set<String> scopes) {}

    @GetMapping("/me")
    Myself me(HttpServletRequest request) {
        Member member = Caller.of(request);
        return new Myself(
                member.subject(),
                member.kind().name().toLowerCase(java.util.Locale.ROOT),
                member.organisation().text(),
                member.operator(),
                member.device(),
                member.roles().stream().map(Role::word).collect(Collectors.toCollection(TreeSet::new)),
                new TreeSet<>(member.scopes()));
    }
}
