package dev.imprimatur.server.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * Answers the portal's own addresses, such as {@code /history/7}, with its one page; what is
 * missing elsewhere stays missing.
 */
public class PortalPages implements Filter {
  private static final Pattern SERVER =
      Pattern.compile("/(api|v1|log|health|openapi|config\\.json)(/.*)?");

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (isPage((HttpServletRequest) request)) {
      request.getRequestDispatcher("/index.html").forward(request, response);
    } else {
      chain.doFilter(request, response);
    }
  }

  private static boolean isPage(HttpServletRequest request) {
    String path = request.getRequestURI();
    String accept = request.getHeader("Accept");
    return request.getMethod().equals("GET")
        && accept != null
        && accept.contains("text/html")
        && !path.substring(path.lastIndexOf('/') + 1).contains(".")
        && !SERVER.matcher(path).matches();
  }
}
