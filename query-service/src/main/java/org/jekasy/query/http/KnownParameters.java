package org.jekasy.query.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jekasy.language.Malformed;
import org.jekasy.language.RuleCode;
import org.jekasy.language.reference.Spelling;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** A filter that is mistyped must not be silently ignored: pages for programs take only the parameters they know, each once. */
final class KnownParameters implements HandlerInterceptor {
    private final ConcurrentHashMap<HandlerMethod, Set<String>> known = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && method.getBeanType().getPackageName().startsWith("org.jekasy.query")
                && method.getBeanType().isAnnotationPresent(RestController.class)) {
            Set<String> names = known.computeIfAbsent(method, KnownParameters::names);
            request.getParameterMap().forEach((name, values) -> {
                if (!names.contains(name)) {
                    String expected =
                            Spelling.nearest(name, names, word -> word).orElse(String.join(", ", names));
                    throw new Malformed(RuleCode.E_FORM_01, "parameter", name, expected);
                }
                if (values.length > 1) {
                    throw new Malformed(RuleCode.E_FORM_01, name, String.join(", ", values), values[0]);
                }
            });
        }
        return true;
    }

    private static Set<String> names(HandlerMethod method) {
        Set<String> names = new TreeSet<>(Set.of(FreshEnough.MIN_POSITION));
        for (MethodParameter parameter : method.getMethodParameters()) {
            RequestParam annotation = parameter.getParameterAnnotation(RequestParam.class);
            if (annotation != null) {
                names.add(annotation.name().isEmpty() ? parameter.getParameter().getName() : annotation.name());
            }
        }
        return names;
    }
}
