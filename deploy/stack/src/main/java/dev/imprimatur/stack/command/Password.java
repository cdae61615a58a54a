package dev.imprimatur.stack.command;

import dev.imprimatur.stack.installation.DemoLogin;
import dev.imprimatur.stack.installation.Installation;
import dev.imprimatur.stack.installation.Secrets;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Optional;

/**
 * A user's password: read from the installation's own files where it made the login, else asked
 * for. It never stands on a command line, where every user of the machine could read it.
 */
final class Password {
  private Password() {}

  static String of(String user, Installation installation, PrintWriter out) throws IOException {
    for (DemoLogin login : DemoLogin.all(new Secrets(installation))) {
      if (login.user().equals(user)) {
        return login.password();
      }
    }
    out.printf("Password of %s: ", user);
    out.flush();
    Optional<Console> console = Optional.ofNullable(System.console());
    if (console.isPresent()) {
      char[] typed = console.get().readPassword();
      return typed == null ? "" : new String(typed);
    }
    String line =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
    out.println();
    return line == null ? "" : line;
  }
}
