package org.jekasy.language.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jekasy.language.CountryCode;
import org.jekasy.language.UnLocode;

/** The towns, border posts and ports on the way, by UN/LOCODE and by name. */
public final class Ports {
    private final List<Port> ports;

    private Ports(List<Port> ports) {
        this.ports = List.copyOf(ports);
    }

    static Ports read() {
        List<Port> ports = new ArrayList<>();
        for (Table.Row row : Table.of("places.csv").rows()) {
            String locode = row.optional("unlocode");
            ports.add(new Port(
                    CountryCode.parse(row.text("country")),
                    locode == null ? null : UnLocode.parse(locode),
                    row.text("name"),
                    List.of(row.text("role").split(",")),
                    Coordinates.of(row)));
        }
        return new Ports(ports);
    }

    public List<Port> all() {
        return ports;
    }

    public Optional<Port> find(UnLocode locode) {
        return ports.stream().filter(port -> locode.equals(port.locode())).findFirst();
    }

    /** The name of a port; a code the table does not know stands for itself. */
    public String name(UnLocode locode) {
        return find(locode).map(Port::name).orElse(locode.text());
    }

    /** The port whose name or code is nearest to what was typed. */
    public Optional<Port> nearest(String typed) {
        return Spelling.nearest(typed, ports, Port::name)
                .or(() -> Spelling.nearest(
                        typed,
                        ports.stream().filter(port -> port.locode() != null).toList(),
                        Ports::code));
    }

    private static String code(Port port) {
        UnLocode locode = port.locode();
        return locode == null ? "" : locode.text();
    }
}
