package org.jekasy.query.unit;

import org.jekasy.language.ContainerNumber;
import org.jekasy.language.Sscc;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class UnitController {
    private final UnitPages pages;

    UnitController(UnitPages pages) {
        this.pages = pages;
    }

    @GetMapping("/units/{unit}")
    UnitPage unit(@PathVariable Sscc unit) {
        return pages.unit(unit);
    }

    @GetMapping("/containers/{container}")
    ContainerPage container(@PathVariable ContainerNumber container) {
        return pages.container(container);
    }
}
