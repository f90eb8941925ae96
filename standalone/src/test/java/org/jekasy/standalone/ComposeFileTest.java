package org.jekasy.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jekasy.command.CommandService;
import org.jekasy.label.LabelPrinter;
import org.jekasy.query.QueryService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Every variable of {@code docker-compose.yml} is one that a service reads, every one a service needs is there, and they agree with each other. */
class ComposeFileTest {
    private static final Path FILE = Path.of("../docker-compose.yml");
    private static final Path ROLES = Path.of("../deploy/postgres");

    /** Each service, and where its settings begin to be looked for. */
    private static final Map<String, Class<?>> SERVICES = Map.of(
            "command-service", CommandService.class,
            "query-service", QueryService.class,
            "label-printer", LabelPrinter.class);

    /** What Spring Boot reads itself. */
    private static final List<String> OF_THE_SERVER =
            List.of("SERVER_ADDRESS", "SERVER_PORT", "MANAGEMENT_SERVER_PORT");

    private static final Pattern FROM_OUTSIDE = Pattern.compile("\\$\\{([A-Z_]+)(:\\?[^}]+)?}");

    private Map<String, Object> services = Map.of();

    @BeforeEach
    void read() throws IOException {
        try (Reader file = Files.newBufferedReader(FILE)) {
            services = map(map(new Yaml(new SafeConstructor(new LoaderOptions())).load(file))
                    .get("services"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"command-service", "query-service", "label-printer"})
    void everyVariableIsReadAndWhatIsNeededIsThere(String service) {
        Map<String, String> environment = environment(service);
        List<Class<?>> records = settings(service);
        assertThat(records).isNotEmpty();
        List<String> unread = new ArrayList<>(environment.keySet());
        unread.removeAll(OF_THE_SERVER);
        for (Class<?> record : records) {
            String prefix = prefix(record);
            Map<String, Object> ofThis = new LinkedHashMap<>();
            environment.forEach((name, value) -> {
                if (name.startsWith(variable(prefix) + "_")) {
                    ofThis.put(name, value);
                    unread.remove(name);
                }
            });
            Map<String, Object> bound = bind(record, prefix, ofThis);
            // a variable that no component takes would be lost without a word: the binder passes over it
            ofThis.forEach((name, value) -> assertThat(bound)
                    .as("%s of %s", name, service)
                    .hasEntrySatisfying(name, read -> assertThat(read).hasToString(filled(name, value))));
            for (RecordComponent component : record.getRecordComponents()) {
                if (isNeeded(record, component) && !inOwnSettings(service, prefix, component)) {
                    assertThat(ofThis)
                            .as("%s of %s", component.getName(), service)
                            .containsKey(variable(prefix) + "_" + variable(component.getName()));
                }
            }
        }
        assertThat(unread).as("variables of %s that nothing reads", service).isEmpty();
    }

    @Test
    void theServicesFindEachOther() {
        Map<String, String> command = environment("command-service");
        Map<String, String> query = environment("query-service");
        Map<String, String> label = environment("label-printer");
        Map<String, String> kafka = environment("kafka");
        Map<String, String> postgres = environment("postgres");
        String broker = kafka.getOrDefault("KAFKA_ADVERTISED_LISTENERS", "").replace("PLAINTEXT://", "");
        assertThat(command).containsEntry("RELAY_BOOTSTRAP_SERVERS", broker);
        assertThat(query).containsEntry("FOLLOW_BOOTSTRAP_SERVERS", broker);
        assertThat(command.get("RELAY_TOPIC")).isEqualTo(query.get("FOLLOW_TOPIC"));
        assertThat(command.get("RELAY_SEAL_KEY")).isEqualTo(query.get("FOLLOW_SEAL_KEY"));
        assertThat(label)
                .containsEntry(
                        "LABEL_LOTS_URL", "http://" + query.get("SERVER_ADDRESS") + ":" + query.get("SERVER_PORT"));
        String database = "jdbc:postgresql://127.0.0.1:" + postgres.get("PGPORT");
        assertThat(command).containsEntry("JOURNAL_URL", database + "/ledger");
        assertThat(query).containsEntry("READ_URL", database + "/pages");
        assertThat(String.valueOf(map(services.get("postgres")).get("command")))
                .contains(
                        "port=" + postgres.get("PGPORT"), "fsync=on", "synchronous_commit=on", "listen_addresses=127");
    }

    @Test
    void nothingListensBeyondThisMachineAndNoPortIsTakenTwice() {
        List<String> ports = new ArrayList<>();
        SERVICES.keySet().forEach(service -> {
            assertThat(environment(service)).containsEntry("SERVER_ADDRESS", "127.0.0.1");
            ports.add(String.valueOf(environment(service).get("SERVER_PORT")));
            ports.add(String.valueOf(environment(service).get("MANAGEMENT_SERVER_PORT")));
        });
        ports.add(String.valueOf(environment("postgres").get("PGPORT")));
        String listeners = environment("kafka").getOrDefault("KAFKA_LISTENERS", "");
        for (String listener : listeners.split(",", -1)) {
            URI address = URI.create(listener);
            assertThat(address.getHost()).isEqualTo("127.0.0.1");
            ports.add(Integer.toString(address.getPort()));
        }
        Ports usual = Ports.usual();
        assertThat(ports)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrder(Stream.of(
                                usual.pages(),
                                usual.commands(),
                                usual.labels(),
                                usual.postgres(),
                                usual.kafka(),
                                usual.controller(),
                                usual.watch().pages(),
                                usual.watch().commands(),
                                usual.watch().labels())
                        .map(String::valueOf)
                        .toArray(String[]::new));
    }

    @Test
    void noSecretHasADefaultAndTheRolesAreTheOnesThatAreMade() throws IOException {
        StringBuilder roles = new StringBuilder();
        try (Stream<Path> scripts = Files.list(ROLES)) {
            for (Path script : scripts.toList()) {
                roles.append(Files.readString(script));
            }
        }
        for (String service : services.keySet()) {
            environment(service).forEach((name, value) -> {
                if (name.endsWith("PASSWORD") || name.endsWith("_KEY")) {
                    assertThat(value).as("%s of %s", name, service).matches("\\$\\{[A-Z_]+:\\?[^}]+}");
                }
                if (name.endsWith("_USER")) {
                    assertThat(roles).as("%s of %s", name, service).contains("create role " + value + " login");
                }
            });
        }
        // whatever the script that makes the roles asks for, the PostgreSQL container is given
        TreeSet<String> asked = new TreeSet<>();
        Pattern.compile("\\$([A-Z_]+_PASSWORD)").matcher(roles).results().forEach(match -> asked.add(match.group(1)));
        assertThat(environment("postgres").keySet()).containsAll(asked);
        assertThat(asked).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"command-service", "query-service", "label-printer"})
    void theImageIsTheOneTheBuildMakes(String service) throws IOException {
        assertThat(String.valueOf(map(services.get(service)).get("image"))).matches("jekasy/" + service + ":[0-9].*");
        String pom = Files.readString(Path.of("..", service, "pom.xml"));
        assertThat(pom.contains("<artifactId>jib-maven-plugin</artifactId>"))
                .as("%s is made into an image", service)
                .isTrue();
        assertThat(pom.contains("<mainClass>" + main(service).getName() + "</mainClass>"))
                .as("%s starts its service", service)
                .isTrue();
    }

    // -- reading

    private Map<String, String> environment(String service) {
        Map<String, String> environment = new LinkedHashMap<>();
        map(map(services.get(service)).get("environment"))
                .forEach((name, value) -> environment.put(name, String.valueOf(value)));
        return environment;
    }

    @SuppressWarnings("unchecked") // what YAML calls a mapping has words as keys everywhere in this file
    private static Map<String, Object> map(@Nullable Object node) {
        assertThat(node).isInstanceOf(Map.class);
        return (Map<String, Object>) node;
    }

    /** The records a service is configured by: whatever in its packages says so. */
    private static List<Class<?>> settings(String service) {
        ClassPathScanningCandidateComponentProvider scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        return scan.findCandidateComponents(main(service).getPackageName()).stream()
                .<Class<?>>map(found -> load(String.valueOf(found.getBeanClassName())))
                .filter(Class::isRecord)
                .toList();
    }

    private static Class<?> main(String service) {
        Class<?> main = SERVICES.get(service);
        assertThat(main).isNotNull();
        return main;
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String prefix(Class<?> record) {
        ConfigurationProperties properties = record.getAnnotation(ConfigurationProperties.class);
        return properties.value().isEmpty() ? properties.prefix() : properties.value();
    }

    /** {@code bootstrapServers} is set by {@code …_BOOTSTRAP_SERVERS}. */
    private static String variable(String name) {
        return name.replaceAll("([a-z])([A-Z])", "$1_$2").replace('-', '_').toUpperCase(java.util.Locale.ROOT);
    }

    private static boolean isNeeded(Class<?> record, RecordComponent component) {
        boolean mayBeNull = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        boolean hasDefault = Stream.of(record.getDeclaredConstructors())
                .flatMap(constructor -> Arrays.stream(constructor.getParameters()))
                .anyMatch(parameter -> parameter.getName().equals(component.getName())
                        && parameter.isAnnotationPresent(DefaultValue.class));
        return !mayBeNull && !hasDefault && !component.getType().equals(boolean.class);
    }

    /** What the service's own {@code .yml} sets needs no variable. */
    private static boolean inOwnSettings(String service, String prefix, RecordComponent component) {
        try (Reader file = Files.newBufferedReader(Path.of("..", service, "src/main/resources", service + ".yml"))) {
            Map<String, Object> own = map(new Yaml(new SafeConstructor(new LoaderOptions())).load(file));
            String key = variable(component.getName())
                    .toLowerCase(java.util.Locale.ROOT)
                    .replace('_', '-');
            return own.get(prefix) instanceof Map<?, ?> values && values.containsKey(key);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** As Spring Boot does it at start, from the environment alone. What the record then holds, by the variable each component is set by. */
    private static Map<String, Object> bind(Class<?> record, String prefix, Map<String, Object> variables) {
        if (variables.isEmpty()) {
            return Map.of(); // the service's own settings and defaults suffice
        }
        Map<String, Object> set = new LinkedHashMap<>();
        variables.forEach((name, value) -> set.put(name, filled(name, value)));
        MutablePropertySources sources = new MutablePropertySources();
        sources.addFirst(
                new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, set));
        Object bound = new Binder(ConfigurationPropertySources.from(sources))
                .bind(prefix, Bindable.of(record))
                .get();
        Map<String, Object> held = new LinkedHashMap<>();
        for (RecordComponent component : record.getRecordComponents()) {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            try {
                held.put(variable(prefix) + "_" + variable(component.getName()), accessor.invoke(bound));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return held;
    }

    /** What comes from outside is set to something that fits. */
    private static String filled(String name, Object value) {
        return FROM_OUTSIDE
                .matcher(String.valueOf(value))
                .replaceAll(
                        name.endsWith("_URL")
                                ? "https://id.example.org"
                                : name.endsWith("_KEY") ? "a".repeat(44) : "set outside");
    }
}
