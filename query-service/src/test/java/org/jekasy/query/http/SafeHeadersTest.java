package org.jekasy.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class SafeHeadersTest {
    @Test
    void overTlsBrowsersAreHeldToIt() throws ServletException, IOException {
        assertThat(answer("/lots", true).getHeader("Strict-Transport-Security"))
                .isEqualTo("max-age=31536000; includeSubDomains");
        assertThat(answer("/lots", false).getHeader("Strict-Transport-Security"))
                .isNull();
    }

    @Test
    void nothingIsKeptByABrowserButTheStyleOfThePublicPage() throws ServletException, IOException {
        assertThat(answer("/lots", false).getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(answer("/page/page.css", false).getHeader("Cache-Control")).isNull();
    }

    private static MockHttpServletResponse answer(String path, boolean tls) throws ServletException, IOException {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        request.setSecure(tls);
        MockHttpServletResponse response = new MockHttpServletResponse();
        new SafeHeaders().doFilter(request, response, new MockFilterChain());
        return response;
    }
}
