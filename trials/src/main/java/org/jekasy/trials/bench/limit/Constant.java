package org.jekasy.trials.bench.limit;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Spring answering a constant of a given size: the limit beside any page. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(Constant.Answers.class)
public class Constant {
    public static void main(String[] args) {
        SpringApplication.run(Constant.class, args);
    }

    @RestController
    static class Answers {
        private static final String LETTERS = "x".repeat(1 << 20);

        /** JSON of so many bytes. */
        @GetMapping(path = "/constant", produces = "application/json")
        String constant(@RequestParam int bytes) {
            return "\"" + LETTERS.substring(0, Math.clamp(bytes - 2, 0, LETTERS.length())) + "\"";
        }
    }
}
