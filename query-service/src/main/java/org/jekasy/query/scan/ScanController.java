package org.jekasy.query.scan;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ScanController {
    private final Scans scans;

    ScanController(Scans scans) {
        this.scans = scans;
    }

    @GetMapping("/scan")
    ScanPage scan(@RequestParam String code) {
        return scans.scan(code);
    }
}
