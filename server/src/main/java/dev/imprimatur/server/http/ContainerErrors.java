package dev.imprimatur.server.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Gives errors that the container itself answers, such as a refused token, the usual shape. */
public class ContainerErrors extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Problem problem = ProblemMapper.ofStatus(response.getStatus());
    Object address = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    ProblemPage.write(problem, address instanceof String path ? path : "", response);
  }
}
